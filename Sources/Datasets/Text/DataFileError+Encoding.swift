extension DataFileError.Problem {
    /// What the first bytes of a file tell of an encoding that is no UTF-8; nil where they tell nothing.
    init?(encodingOf beginning: [UInt8]) {
        if beginning.starts(with: [0x1F, 0x8B]) {
            self = .stillCompressed
        } else if beginning.starts(with: [0xFF, 0xFE, 0, 0])
            || beginning.starts(with: [0, 0, 0xFE, 0xFF])
        {
            self = .otherEncoding("UTF-32")
        } else if beginning.starts(with: [0xFF, 0xFE]) || beginning.starts(with: [0xFE, 0xFF]) {
            self = .otherEncoding("UTF-16")
        } else {
            return nil
        }
    }
}
