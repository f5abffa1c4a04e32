internal import Foundation

extension WholeProgram {
    /// Programs that read the digits, learn from them and test themselves.
    static func learning(
        _ entries: [RosterEntry],
        epochs: Int,
        threads: Int,
        data: String,
        at places: Places
    ) -> [WholeProgram] {
        let model = FileManager.default.temporaryDirectory.appending(path: "bench.safetensors").path
        return entries.compactMap { entry in
            guard entry.isOurs else {
                return entry.wholeProgram.map {
                    WholeProgram(
                        contestant: entry.name,
                        variant: "script",
                        command: $0,
                        folder: entry.folder
                    )
                }
            }
            return WholeProgram(
                contestant: entry.name,
                variant: "nn train digits",
                command: [
                    places.program, "train", "digits", "--data", data, "--epochs", "\(epochs)",
                    "--batch-size", "32", "--activation", "sigmoid", "--optimizer", "sgd",
                    "--learning-rate", "0.5", "--schedule", "constant", "--validation", "0",
                    "--threads", "\(threads)", "--output", model,
                ],
                folder: places.root
            )
        }
    }

    /// Programs that only start.
    static func starting(_ entries: [RosterEntry], at places: Places) -> [WholeProgram] {
        entries.compactMap { entry in
            if entry.isOurs {
                return WholeProgram(
                    contestant: entry.name,
                    variant: "nn --version",
                    command: [places.program, "--version"],
                    folder: places.root
                )
            }
            guard let module = entry.module else { return nil }
            return WholeProgram(
                contestant: entry.name,
                variant: "import \(module)",
                command: [places.python, "-c", "import \(module)"],
                folder: entry.folder
            )
        }
    }
}

extension Size {
    /// The sizes of our program, and of what peers need to be imported.
    static func all(_ entries: [RosterEntry], at places: Places) -> [Size] {
        entries.compactMap { entry in
            if entry.isOurs {
                let attributes = try? FileManager.default.attributesOfItem(atPath: places.program)
                guard let bytes = attributes?[.size] as? NSNumber else { return nil }
                return Size(
                    contestant: entry.name,
                    what: "the program nn",
                    bytes: bytes.doubleValue
                )
            }
            guard let module = entry.module,
                let bytes = PythonModules.installedBytes(module, python: places.python)
            else { return nil }
            return Size(
                contestant: entry.name,
                what: "package of \(module) with all it needs",
                bytes: bytes
            )
        }
    }
}
