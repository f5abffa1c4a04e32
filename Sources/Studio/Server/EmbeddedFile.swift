import StudioAssets

/// The files that are in the program.
enum EmbeddedFile {
    /// The names of all files.
    static var names: [String] {
        (0..<Int(studio_asset_count)).compactMap { index in
            unsafe studio_asset_at(index).map { unsafe String(cString: $0.pointee.name) }
        }
    }

    /// The bytes of a file; nil where there is none of this name.
    static func bytes(of name: String) -> [UInt8]? {
        guard let index = names.firstIndex(of: name), let asset = unsafe studio_asset_at(index)
        else {
            return nil
        }
        return unsafe Array(
            UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count)
        )
    }
}
