/// Commands to type next, made of what was typed.
enum TypedCommand {
    /// What only a sweep takes, or is said anew; those with a value first.
    private static let values: Set<String> = [
        "--learning-rate", "--batch-size", "--hidden", "--activation", "--optimizer", "--trials",
        "--output", "--threads",
    ]
    private static let flags: Set<String> = ["--halving", "--find-learning-rate", "--json"]

    /// `nn train digits` with the options that this `nn sweep digits` was given, and some settings.
    static func training(with settings: [(name: String, value: String)]) -> String {
        let program = CommandLine.arguments.first ?? "nn"
        return training(after: Program.arguments, program: program, with: settings)
    }

    /// The same for given arguments.
    static func training(
        after arguments: [String],
        program: String,
        with settings: [(name: String, value: String)]
    ) -> String {
        let replaced = values.union(settings.map { "--" + $0.name })
        var kept: [String] = []
        var rest = arguments.dropFirst(2)[...]
        while let word = rest.popFirst() {
            let name = word.split(separator: "=", maxSplits: 1).first.map(String.init) ?? word
            if flags.contains(name) { continue }
            if replaced.contains(name) {
                if name == word { _ = rest.popFirst() }
                continue
            }
            kept.append(word)
        }
        let words =
            [program, "train", "digits"] + kept + settings.flatMap { ["--" + $0.name, $0.value] }
        return words.map(quoted).joined(separator: " ")
    }

    /// A word as a shell takes it for one.
    static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { character in
            character.isLetter || character.isNumber || "-_./,:=+%@".contains(character)
        }
        guard !isPlain || word.isEmpty else { return word }
        let inside = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + inside.joined(separator: "'\\''") + "'"
    }
}
