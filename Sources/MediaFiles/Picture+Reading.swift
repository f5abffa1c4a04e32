import NeuralNetworks

extension Picture {
    /// Reads a picture: PNG, JPEG, PGM, PPM or BMP, whatever the file's name.
    ///
    /// Colours have 8 bits afterwards; what is transparent shows white; a photograph is turned
    /// upright as its camera noted.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - pixelLimit: The most pixels that are accepted; the size is known before any memory is
    ///     taken for them.
    /// - Throws: A ``PictureError`` that names the file and what is wrong with it.
    public init(
        contentsOf path: String,
        pixelLimit: Int = Picture.pixelLimit
    ) throws(PictureError) {
        try self.init(decoding: Picture.bytes(of: path), file: path, pixelLimit: pixelLimit)
    }

    /// The bytes of a picture's file.
    static func bytes(of path: String) throws(PictureError) -> [UInt8] {
        do {
            return try WholeFile.read(path, limit: 1 << 30)
        } catch {
            throw PictureError(file: path, problem: .unreadable(error.problem))
        }
    }

    /// Reads the bytes of a picture's file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name of the file, for the words of an error.
    ///   - pixelLimit: The most pixels that are accepted.
    /// - Throws: A ``PictureError`` that says what is wrong.
    public init(
        decoding bytes: [UInt8],
        file: String,
        pixelLimit: Int = Picture.pixelLimit
    ) throws(PictureError) {
        do throws(PictureError.Problem) {
            guard !bytes.isEmpty else { throw .empty }
            switch PictureFormat(beginning: bytes) {
            case .png: self = try PNG.decode(bytes, pixelLimit: pixelLimit)
            case .jpeg: self = try JPEG.decode(bytes, pixelLimit: pixelLimit)
            case .pgm: self = try Netpbm.decode(bytes, .pgm, pixelLimit: pixelLimit)
            case .ppm: self = try Netpbm.decode(bytes, .ppm, pixelLimit: pixelLimit)
            case .bmp: self = try BMP.decode(bytes, pixelLimit: pixelLimit)
            case nil:
                throw .unknownFormat(found: PictureFormat.nameOfOther(beginning: bytes))
            }
        } catch {
            throw PictureError(file: file, problem: error)
        }
    }

    /// Checks a size that a file claims, before memory is taken for it.
    static func check(width: Int, height: Int, pixelLimit: Int) throws(PictureError.Problem) {
        guard width > 0, height > 0 else { throw .noPixels(width: width, height: height) }
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, count <= pixelLimit else {
            throw .tooLarge(width: width, height: height, limit: pixelLimit)
        }
    }

    /// Pixels with a last channel for how opaque each is, laid upon white.
    static func onWhite(
        width: Int,
        height: Int,
        channels: Int,
        withAlpha pixels: [UInt8]
    ) -> Picture {
        let opaque = [UInt8](capacity: width * height * channels) { output in
            for start in stride(from: 0, to: pixels.count, by: channels + 1) {
                let alpha = UInt32(pixels[start + channels])
                for place in start..<start + channels {
                    let mixed = UInt32(pixels[place]) &* alpha &+ 255 &* (255 &- alpha)
                    output.append(UInt8(truncatingIfNeeded: (mixed &+ 127) / 255))
                }
            }
        }
        return Picture(width: width, height: height, channels: channels, pixels: opaque)
    }
}
