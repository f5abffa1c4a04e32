import Computation
import Foundation
import Testing

@testable import MediaFiles

@Suite("Pictures of any size in one form")
struct PictureFormTests {
    /// Red grows to the right, green downwards.
    private func slope(_ width: Int, _ height: Int) -> Picture {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let red = x * 255 / max(width - 1, 1)
                let green = y * 255 / max(height - 1, 1)
                pixels += [UInt8(red), UInt8(green), 7]
            }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    @Test("Shrinking takes means of all pixels, growing goes evenly from one to the next")
    func resizing() {
        let stripes = Picture(
            width: 8,
            height: 1,
            channels: 1,
            pixels: [0, 255, 0, 255, 0, 255, 0, 255]
        )
        let small = stripes.resized(width: 2, height: 1).pixels
        #expect(small.allSatisfy { abs(Int($0) - 127) < 12 }, "\(small)")
        let two = Picture(width: 2, height: 1, channels: 1, pixels: [0, 200])
        #expect(two.resized(width: 4, height: 1).pixels == [0, 50, 150, 200])
        #expect(two.resized(width: 2, height: 1) == two)
        let one = Picture(width: 1, height: 1, channels: 3, pixels: [1, 2, 3])
        #expect(
            one.resized(width: 3, height: 2).pixels == [
                1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3,
            ]
        )
        let slope = slope(90, 60).resized(width: 9, height: 6)
        for x in 1..<8 {
            let wanted = (Double(x) * 10 + 4.5) * 255 / 89
            #expect(abs(Double(slope.pixels[(2 * 9 + x) * 3]) - wanted) < 2)
        }
    }

    @Test(
        "All proportions become the same size",
        arguments: [(200, 50), (50, 200), (1, 300), (300, 1), (64, 64), (1, 1), (7, 5)]
    )
    func fitting(width: Int, height: Int) {
        for fitting in PictureForm.Fitting.allCases {
            for channels in [1, 3] {
                let form = PictureForm(width: 24, height: 16, channels: channels, fitting: fitting)
                let picture = form(slope(width, height))
                #expect(picture.width == 24 && picture.height == 16 && picture.channels == channels)
            }
        }
    }

    @Test("Cropping keeps the middle, padding all of it between bars")
    func cropAndPad() {
        let wide = slope(120, 40)
        let cropped = PictureForm(width: 20, height: 20, channels: 3)(wide)
        let reds = (0..<20).map { Int(cropped.pixels[(10 * 20 + $0) * 3]) }
        #expect(reds[0] > 80 && reds[19] < 175 && reds[0] < reds[19])
        let padded = PictureForm(width: 30, height: 30, channels: 3, fitting: .pad)(wide)
        #expect(padded.pixels[0] == padded.pixels[3])
        let line = (0..<30).map { Int(padded.pixels[(15 * 30 + $0) * 3]) }
        #expect(line[0] < 10 && line[29] > 245)
    }

    @Test("A picture from what a network reads is that picture")
    func tensors() {
        let picture = slope(4, 3)
        let tensor = Tensor(picture.pixels, shape: [3, 4, 3])
        #expect(Picture(tensor) == picture)
        #expect(Picture(Tensor([0, 0.5, 1, 2], shape: [2, 2]))?.pixels == [0, 128, 255, 255])
        #expect(Picture(Tensor([0, 0.5], shape: [2])) == nil)
    }

    @Test("Many files are read in order, and bad ones are named")
    func reading() throws {
        let folder = try TemporaryFolder()
        var files: [String] = []
        for index in 0..<70 {
            let path = folder.path + "/\(index).png"
            let grey = Picture(
                width: 5,
                height: 4,
                channels: 1,
                pixels: [UInt8](repeating: UInt8(index), count: 20)
            )
            let bytes = index % 10 == 3 ? Array("no picture".utf8) : try grey.encodedPNG()
            try Data(bytes).write(to: URL(filePath: path))
            files.append(path)
        }
        let form = PictureForm(width: 2, height: 2, channels: 1)
        for threads in [1, 4] {
            let read = PictureReading(files, form: form, threads: threads)
            #expect(read.pictures.shape == [63, 2, 2, 1])
            #expect(read.indices == (0..<70).filter { $0 % 10 != 3 })
            #expect(
                read.problems.map(\.file) == (0..<7).map { folder.path + "/\($0 * 10 + 3).png" }
            )
            guard case .uint8(let bytes) = read.pictures.storage else { return }
            for (place, index) in read.indices.enumerated() {
                #expect(bytes[4 * place..<4 * place + 4].allSatisfy { $0 == UInt8(index) })
            }
            #expect(Set(read.contents).count == 63)
            #expect(read.looks.count == 63)
        }
        #expect(PictureReading([], form: form).pictures.shape == [0, 2, 2, 1])
    }

    @Test("Alike pictures are found")
    func hashes() {
        var noisy = slope(60, 40)
        noisy = Picture(
            width: 60,
            height: 40,
            channels: 3,
            pixels: noisy.pixels.enumerated().map {
                $0.element == 0 ? 0 : $0.element - UInt8($0.offset % 2)
            }
        )
        let hashes = [slope(60, 40), slope(40, 60).resized(width: 9, height: 9), noisy].map(
            PictureLooks.of
        )
        #expect((hashes[0] ^ hashes[2]).nonzeroBitCount <= 3)
        let alike = PictureLooks.alike([0, 0b111, UInt64.max, 1 << 63])
        #expect(alike.map { [$0.0, $0.1] } == [[0, 1], [0, 3]])
        // Very many that share a word are compared with some only, the most alike among them.
        let many = (0..<5_000).map { UInt64($0) &* 0x9E37_79B9_7F4A &+ 1 << 13 } + [1 << 13]
        #expect(PictureLooks.alike(many).contains { $0 == (0, 5_000) })
    }
}
