internal import Foundation

/// What an interpreter knows of modules, without importing them.
enum PythonModules {
    private static let finding = """
        import sys
        from importlib.util import find_spec
        for name in sys.argv[1:]:
            if find_spec(name): print(name)
        """

    // Files are counted by the lists that packages were installed with; what only tests or extras
    // need is left out.
    private static let weighing = """
        import os, re, sys
        from importlib.metadata import distribution, packages_distributions
        from packaging.requirements import Requirement
        seen = set()
        def weigh(name):
            name = re.sub(r"[-_.]+", "-", name).lower()
            if name in seen: return 0
            seen.add(name)
            try: found = distribution(name)
            except Exception: return 0
            total = sum(os.path.getsize(f) for f in map(found.locate_file, found.files or []) if os.path.isfile(f))
            for line in found.requires or []:
                needed = Requirement(line)
                if not needed.marker or needed.marker.evaluate({"extra": ""}): total += weigh(needed.name)
            return total
        package = sys.argv[1].split(".")[0]
        names = packages_distributions().get(package, [package])
        print(sum(weigh(name) for name in names))
        """

    /// Those of some modules that the interpreter would find.
    static func found(_ modules: [String], python: String) -> Set<String> {
        Set(lines(of: [python, "-c", finding] + Set(modules).sorted()))
    }

    /// The size on disk of the package that a module belongs to, with all packages that it needs.
    static func installedBytes(_ module: String, python: String) -> Double? {
        lines(of: [python, "-c", weighing, module]).first.flatMap(Double.init)
    }

    private static func lines(of command: [String]) -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return [] }
        let data = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
