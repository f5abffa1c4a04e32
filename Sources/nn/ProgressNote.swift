import NeuralNetworks

/// A word on what takes a moment, drawn over by what follows; nothing where standard error is no terminal.
enum ProgressNote {
    static func show(_ text: String) {
        if Terminal.canRedraw { Terminal.writeError("\r\u{1B}[K\(text) …") }
    }

    /// A bar of how much of a file has been read.
    static func reading(_ name: String, _ share: Double) {
        bar("reading \(name)", share, "\(Int(100 * share)) %")
    }

    /// A bar of how many files have been read.
    static func reading(_ done: Int, _ total: Int) {
        let share = Double(done) / Double(max(total, 1))
        bar("reading", share, "\(grouped(done)) of \(grouped(total)) files")
    }

    private static func bar(_ what: String, _ share: Double, _ end: String) {
        guard Terminal.canRedraw else { return }
        // What a narrow terminal has no room for is left out: a line that wraps cannot be redrawn.
        let room = Terminal.columns - 1
        let width = min(ProgressBar.width, room - what.count - end.count - 3)
        let drawing = width > 0 ? "\(ProgressBar.drawing(share, width))  " : ""
        Terminal.writeError("\r\u{1B}[K" + "\(what) \(drawing)\(end)".prefix(max(room, 0)))
    }
}
