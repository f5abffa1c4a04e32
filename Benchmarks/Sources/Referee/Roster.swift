internal import Foundation

/// A contestant that can be started.
package struct RosterEntry: Hashable, Sendable {
    /// What it is called in tables.
    package let name: String
    /// Its program and arguments.
    package let command: [String]
    /// Where it runs.
    package let folder: String
    /// The Python module that it is, where it is one.
    package let module: String?

    /// An entry from its parts.
    package init(name: String, command: [String], folder: String, module: String? = nil) {
        self.name = name
        self.command = command
        self.folder = folder
        self.module = module
    }

    /// Whether it is this project's own.
    package var isOurs: Bool { name == Self.ours }

    /// The name of this project's own contestant.
    package static let ours = "ours"

    /// Its program that learns from start to end, where there is one: beside `numpy_peer.py` it is
    /// `whole_numpy.py`.
    package var wholeProgram: [String]? {
        guard let script = command.dropFirst().first(where: { $0.hasSuffix("_peer.py") }) else {
            return nil
        }
        let name = "whole_\(script.dropLast("_peer.py".count)).py"
        guard FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return nil }
        return [command[0], name]
    }
}

/// Who could take part, and who cannot and why.
package struct Roster: Sendable {
    /// Those that can be started, this project's own first.
    package let entries: [RosterEntry]
    /// A line for each that is left out.
    package let absences: [String]

    /// A roster from its parts.
    package init(entries: [RosterEntry], absences: [String] = []) {
        self.entries = entries
        self.absences = absences
    }

    private struct Listed: Codable {
        let name: String
        let command: [String]
        let requires: [String]
        let module: String?
    }

    /// Our contestant, and those of a folder of peers whose modules an interpreter finds.
    ///
    /// - Parameters:
    ///   - ours: The path of our own contestant.
    ///   - peers: The folder with `contestants.json` and the peers' scripts.
    ///   - python: The interpreter that has the peers' modules.
    ///   - build: The folder of what peers had to compile.
    /// - Returns: Who can take part, and why the others cannot.
    /// - Throws: ``RefereeError`` where the list cannot be read.
    package static func find(
        ours: String,
        peers: String,
        python: String,
        build: String
    ) throws(RefereeError) -> Roster {
        let own = RosterEntry(name: RosterEntry.ours, command: [ours], folder: "/")
        let path = "\(peers)/contestants.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            return Roster(
                entries: [own],
                absences: ["\(path) is not there: only our own contestant runs"]
            )
        }
        let listed: [Listed]
        do {
            listed = try JSONDecoder().decode([Listed].self, from: data)
        } catch {
            throw .file(path: path, problem: "is no list of contestants: \(error)")
        }
        guard FileManager.default.isExecutableFile(atPath: python) else {
            return Roster(
                entries: [own],
                absences: ["\(python) is not there: only our own contestant runs"]
            )
        }
        let found = PythonModules.found(listed.flatMap(\.requires), python: python)
        var (entries, absences) = ([own], [String]())
        for peer in listed {
            let command = peer.command.map {
                $0.replacing("{python}", with: python).replacing("{build}", with: build)
            }
            let files = command.filter { $0.hasPrefix("/") }
            let missingFile = files.first { !FileManager.default.fileExists(atPath: $0) }
            if let module = peer.requires.first(where: { !found.contains($0) }) {
                absences.append("\(peer.name) is left out: no Python module \(module)")
            } else if let missingFile {
                absences.append("\(peer.name) is left out: \(missingFile) is not there")
            } else {
                entries.append(
                    RosterEntry(
                        name: peer.name,
                        command: command,
                        folder: peers,
                        module: peer.module
                    )
                )
            }
        }
        return Roster(entries: entries, absences: absences)
    }
}
