import Datasets
import Foundation
import MediaFiles
import NeuralNetworks

/// Pictures and recordings that tests make: what is to be learned is plain, all else is random.
enum MadeFiles {
    static func write(_ bytes: [UInt8], _ path: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
    }

    /// Noise with a bright bar, lying in the class `flat` and standing in `tall`.
    static func bars(_ count: Int, in folder: String, seed: UInt64 = 1) throws {
        for index in 0..<count {
            var stream = RandomStream(seed: seed, for: "bars", index)
            let isFlat = index % 2 == 0
            let (width, height) = (16 + stream.integer(below: 3), 16)
            let place = 5 + stream.integer(below: 6)
            let pixels = (0..<width * height).flatMap { pixel -> [UInt8] in
                let here = isFlat ? pixel / width : pixel % width
                let light = abs(here - place) < 2 ? 200 : 40
                let noise = stream.integer(below: 30)
                return [UInt8(light + noise), UInt8(light / 2 + noise), UInt8(noise)]
            }
            let picture = Picture(width: width, height: height, channels: 3, pixels: pixels)
            try write(picture.encodedPNG(), "\(folder)/\(isFlat ? "flat" : "tall")/\(index).png")
        }
    }

    /// Pictures of people: each has a pattern of spots of its own.
    static func faces(people: Int, each: Int, in folder: String) throws {
        for person in 0..<people {
            var own = RandomStream(seed: 9, for: "people", person)
            let spots = (0..<36).map { _ in own.integer(below: 200) }
            for index in 0..<each {
                var stream = RandomStream(seed: 5, for: "faces", person, index)
                let pixels = (0..<24 * 24).map { pixel -> UInt8 in
                    let (x, y) = (pixel % 24 / 4, pixel / 24 / 4)
                    return UInt8(spots[y * 6 + x] + stream.integer(below: 50))
                }
                let picture = Picture(width: 24, height: 24, channels: 1, pixels: pixels)
                try write(picture.encodedPNG(), "\(folder)/p\(person)/\(index).png")
            }
        }
    }

    /// Tones of three heights in noise, by three speakers whose volumes differ.
    static func tones(_ count: Int, in folder: String) throws {
        for index in 0..<count {
            var stream = RandomStream(seed: 2, for: "tones", index)
            let (label, group) = (index % 3, index / 3 % 3)
            let hertz = [300.0, 900, 2200][label] * Double(stream.uniform(in: 0.95...1.05))
            let volume = Float([0.1, 0.3, 0.8][group])
            let samples = (0..<1600 + stream.integer(below: 800)).map { sample -> Float in
                let tone = Float(sin(2 * Double.pi * hertz * Double(sample) / 8000))
                return volume * (tone + 0.1 * stream.uniform(in: -1...1))
            }
            let name = "\(["low", "middle", "high"][label])_g\(group)_\(index).wav"
            try write(Sound(samples, rate: 8000).encodedWAV(), "\(folder)/\(name)")
        }
    }
}
