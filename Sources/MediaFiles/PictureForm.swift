public import Computation

/// What pictures of any size become before a network reads them: all of one size, grey or coloured.
public struct PictureForm: Hashable, Sendable, Codable {
    /// What becomes of other proportions.
    public enum Fitting: String, Hashable, Sendable, Codable, CaseIterable {
        /// The middle is kept as large as it fits, and what stands out is cut off.
        case crop
        /// All is kept, between bars of the picture's mean colour.
        case pad
        /// All is kept, and its proportions change.
        case stretch
    }

    /// The pixels in a row.
    public var width: Int
    /// The number of rows.
    public var height: Int
    /// 1 for grey, 3 for red, green and blue.
    public var channels: Int
    /// What becomes of other proportions.
    public var fitting: Fitting

    /// A form.
    public init(width: Int, height: Int, channels: Int, fitting: Fitting = .crop) {
        (self.width, self.height) = (width, height)
        (self.channels, self.fitting) = (channels, fitting)
    }

    /// The shape of a picture as convolutions take it: `[height, width, channels]`.
    public var shape: Shape { [height, width, channels] }

    /// How many bytes a picture has.
    public var byteCount: Int { width * height * channels }

    /// Whether there are such pictures; a file may say anything.
    public var isSensible: Bool {
        (1...1 << 14).contains(width) && (1...1 << 14).contains(height)
            && [1, 3].contains(channels)
    }

    /// A picture in this form.
    public func callAsFunction(_ picture: Picture) -> Picture {
        let toned = channels == 1 ? picture.grey : picture.coloured
        switch fitting {
        case .stretch: return toned.resized(width: width, height: height)
        case .crop: return cropped(toned)
        case .pad: return padded(toned)
        }
    }

    private func cropped(_ picture: Picture) -> Picture {
        // The largest part of the form's proportions.
        let isWide = picture.width * height > picture.height * width
        let part =
            isWide ? max(1, (2 * picture.height * width + height) / (2 * height)) : picture.width
        let tall =
            isWide ? picture.height : max(1, (2 * picture.width * height + width) / (2 * width))
        return picture.cropped(
            left: (picture.width - min(part, picture.width)) / 2,
            top: (picture.height - min(tall, picture.height)) / 2,
            width: min(part, picture.width),
            height: min(tall, picture.height)
        ).resized(width: width, height: height)
    }

    private func padded(_ picture: Picture) -> Picture {
        let isWide = picture.width * height > picture.height * width
        let wide =
            isWide
            ? width : max(1, (2 * picture.width * height + picture.height) / (2 * picture.height))
        let tall =
            isWide
            ? max(1, (2 * picture.height * width + picture.width) / (2 * picture.width)) : height
        let small = picture.resized(width: min(wide, width), height: min(tall, height))
        var sums = [Int](repeating: 0, count: channels)
        for (index, pixel) in small.pixels.enumerated() { sums[index % channels] += Int(pixel) }
        let count = small.width * small.height
        let mean = sums.map { UInt8(($0 + count / 2) / count) }
        var pixels = [UInt8](capacity: byteCount) { output in
            for index in 0..<byteCount { output.append(mean[index % channels]) }
        }
        let (left, top) = ((width - small.width) / 2, (height - small.height) / 2)
        for y in 0..<small.height {
            let start = ((top + y) * width + left) * channels
            let line = y * small.width * channels
            for x in 0..<small.width * channels { pixels[start + x] = small.pixels[line + x] }
        }
        return Picture(width: width, height: height, channels: channels, pixels: pixels)
    }
}

extension Picture {
    /// A picture from what a network reads: bytes, or numbers 0…1, of shape `[height, width]` or
    /// `[height, width, channels]` with 1 or 3 channels; nil for any other tensor.
    public init?(_ tensor: Tensor) {
        let sizes = tensor.shape.sizes
        let channels = sizes.count == 3 ? sizes[2] : 1
        guard sizes.count == 2 || sizes.count == 3, channels == 1 || channels == 3 else {
            return nil
        }
        let bytes: [UInt8]
        if case .uint8(let found) = tensor.storage {
            bytes = found
        } else {
            bytes = tensor.floats.map { UInt8(min(max($0.isNaN ? 0 : $0, 0), 1) * 255 + 0.5) }
        }
        self.init(width: sizes[1], height: sizes[0], channels: channels, pixels: bytes)
    }
}
