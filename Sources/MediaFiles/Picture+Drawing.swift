public import Computation
public import Datasets
#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Picture {
    /// The picture with a map laid over it: the more there is at a place, the more of a warm colour it has; all
    /// else is grey.
    ///
    /// - Parameter heat: Numbers 0…1, `[height, width]` of this picture.
    /// - Returns: The picture in colours.
    public func overlaid(by heat: Tensor) -> Picture {
        let heat = heat.floats
        let light = grey.pixels
        let pixels = [UInt8](capacity: 3 * light.count) { output in
            for (index, light) in light.enumerated() {
                let share = index < heat.count ? min(max(heat[index], 0), 1) : 0
                let grey = Float(light)
                // From grey to red, and where it is strongest to yellow.
                let warm = (
                    255 as Float, 255 * max(0, 2 * share - 1), 0 as Float
                )
                let part = 0.75 * min(1, 1.5 * share)
                output.append(UInt8(grey + (warm.0 - grey) * part))
                output.append(UInt8(grey + (warm.1 - grey) * part))
                output.append(UInt8(grey + (warm.2 - grey) * part))
            }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    /// The picture `factor` times as large, each pixel a square.
    public func magnified(_ factor: Int) -> Picture {
        let factor = max(1, factor)
        var large: [UInt8] = []
        large.reserveCapacity(pixels.count * factor * factor)
        for y in 0..<height {
            var line: [UInt8] = []
            for x in 0..<width {
                let start = (y * width + x) * channels
                for _ in 0..<factor { line += pixels[start..<start + channels] }
            }
            for _ in 0..<factor { large += line }
        }
        return Picture(
            width: width * factor,
            height: height * factor,
            channels: channels,
            pixels: large
        )
    }

    /// The picture as an address that holds it: a PNG in base 64, for a page that needs no other file.
    ///
    /// - Throws: A ``PictureError`` where it cannot be written as PNG.
    public func dataURI() throws(PictureError) -> String {
        "data:image/png;base64," + Data(try encodedPNG()).base64EncodedString()
    }

    /// A spectrogram: time to the right, pitch upwards.
    ///
    /// - Parameter numbers: Numbers 0…1 of a recording, `[frames, bands]` or `[frames, bands, 1]`.
    public init(spectrogram numbers: Tensor) {
        let (frames, bands) = (numbers.shape[0], numbers.shape[1])
        let values = numbers.floats
        let pixels = [UInt8](capacity: 3 * frames * bands) { output in
            for band in (0..<bands).reversed() {
                for frame in 0..<frames {
                    let colour = ColourScale.colour(values[frame * bands + band])
                    output.append(UInt8(colour.red))
                    output.append(UInt8(colour.green))
                    output.append(UInt8(colour.blue))
                }
            }
        }
        self.init(width: frames, height: bands, channels: 3, pixels: pixels)
    }

    /// The waveform of a recording, dark on white: for each column the range of the samples in its time.
    ///
    /// - Parameters:
    ///   - sound: The recording.
    ///   - width: How many columns there are.
    ///   - height: How many rows there are.
    public init(waveform sound: Sound, width: Int, height: Int) {
        var pixels = [UInt8](repeating: 255, count: width * height)
        let loudest = max(sound.samples.reduce(0) { max($0, abs($1)) }, 1e-6)
        func row(_ sample: Float) -> Int {
            let share = (1 - sample / loudest) / 2
            return min(max(Int(share * Float(height - 1) + 0.5), 0), height - 1)
        }
        for column in 0..<width where !sound.samples.isEmpty {
            let first = column * sound.samples.count / width
            let last = max(first + 1, (column + 1) * sound.samples.count / width)
            let part = sound.samples[first..<min(last, sound.samples.count)]
            for row in row(part.max() ?? 0)...row(part.min() ?? 0) {
                pixels[row * width + column] = 40
            }
        }
        self.init(width: width, height: height, channels: 1, pixels: pixels)
    }
}

extension Picture {
    /// Coloured pictures of one height, side by side with a white gap.
    ///
    /// - Parameter pictures: The pictures; those of another height or in grey are left out.
    public init(beside pictures: [Picture]) {
        let height = pictures.first?.height ?? 1
        let shown = pictures.filter { $0.height == height && $0.channels == 3 }
        let gap = [UInt8](repeating: 255, count: 12)
        var pixels: [UInt8] = []
        for y in 0..<height {
            for (place, picture) in shown.enumerated() {
                if place > 0 { pixels += gap }
                let line = 3 * picture.width
                pixels += picture.pixels[y * line..<(y + 1) * line]
            }
        }
        self.init(width: pixels.count / 3 / height, height: height, channels: 3, pixels: pixels)
    }
}
