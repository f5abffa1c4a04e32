import Foundation
import Interchange
import TestSupport
import Testing

/// Puts texts into one program of their language, runs it, and reads what it prints.
struct LanguageRunner: Sendable, CustomTestStringConvertible {
    let language: any SourceLanguage
    /// The compiler or interpreter.
    let tool: String
    var testDescription: String { tool }

    static let all = [
        LanguageRunner(language: .swift, tool: "swiftc"), LanguageRunner(language: .c, tool: "cc"),
        LanguageRunner(language: .c, tool: "clang"),
        LanguageRunner(language: .python, tool: "python3"),
        LanguageRunner(language: .javaScript, tool: "node"),
    ]

    /// Those whose program this machine has.
    static let available = all.filter { InstalledProgram.path($0.tool) != nil }
    /// The programs that it lacks.
    static let missing = all.map(\.tool).filter { InstalledProgram.path($0) == nil }
    /// What is said about them.
    static let skipped = Comment(rawValue: "not tried, because it is not here: \(missing)")

    /// Whether a list of the wrong length is an error; C cannot know it.
    var guardsCount: Bool { !(language is CLanguage) }

    /// Each call: which text's function, how many numbers it returns, and what it is given.
    struct Call {
        let text: Int
        let outputs: Int
        let input: [Float]
    }

    /// Calls the texts' functions in one process.
    ///
    /// - Returns: The line that each call printed: numbers, or `error: …`.
    func run(_ texts: [String], _ calls: [Call]) async throws -> [String] {
        let program = try #require(InstalledProgram.path(tool))
        return try await withTemporaryFolder { folder in
            func write(_ text: String, _ name: String) throws {
                try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
            }
            let lines = calls.map { call in
                "\(call.text) \(call.input.count) \(call.outputs) "
                    + call.input.map(\.description).joined(separator: " ")
            }
            try write(lines.joined(separator: "\n") + "\n", "calls")
            let ending = type(of: language).fileEnding
            for (number, text) in texts.enumerated() {
                // Compiled languages know one function of a name.
                let text =
                    text
                    .replacing("func predict(", with: "func predict\(number)(")
                    .replacing("void predict(", with: "void predict\(number)(")
                try write(text, "network\(number).\(ending)")
            }
            try write(main(texts.count), "main.\(ending)")
            try write(#"{"type": "module"}"#, "package.json")

            let files = texts.indices.map { "network\($0).\(ending)" } + ["main.\(ending)"]
            let child: ChildProcess
            switch language {
            case is SwiftLanguage:
                let options = ["-O", "-swift-version", "6", "-warnings-as-errors", "-o", "program"]
                try await compile(program, options + files, in: folder)
                child = try await ChildProcess(folder + "/program", ["calls"], in: folder)
            case is CLanguage:
                let options = ["-std=c11", "-O2", "-Wall", "-Wextra", "-pedantic", "-Werror"]
                try await compile(program, options + files + ["-o", "program", "-lm"], in: folder)
                child = try await ChildProcess(folder + "/program", ["calls"], in: folder)
            case is PythonLanguage:
                let options = ["-B", "-W", "error", "main.py", "calls"]
                child = try await ChildProcess(program, options, in: folder)
            default: child = try await ChildProcess(program, ["main.js", "calls"], in: folder)
            }
            try #require(child.status == 0, "\(child.errors)")
            return child.lines
        }
    }

    private func compile(_ compiler: String, _ arguments: [String], in folder: String) async throws
    {
        let child = try await ChildProcess(compiler, arguments, in: folder, limit: 300)
        try #require(child.status == 0 && child.errors.isEmpty, "\(child.errors)\(child.output)")
    }

    /// A program that reads calls and prints what the functions return.
    private func main(_ count: Int) -> String {
        func list(_ text: (Int) -> String, _ separator: String) -> String {
            (0..<count).map(text).joined(separator: separator)
        }
        return switch language {
        case is SwiftLanguage:
            """
            import Foundation
            let functions = [\(list({ "predict\($0)" }, ", "))]
            let calls = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
            for call in calls.split(separator: "\\n") {
                let numbers = call.split(separator: " ").compactMap { Float($0) }
                do {
                    let result = try functions[Int(numbers[0])](Array(numbers.dropFirst(3)))
                    print(result.map { "\\($0)" }.joined(separator: " "))
                } catch {
                    print("error: \\(error)")
                }
            }
            """
        case is CLanguage:
            """
            #include <stdio.h>
            \(list({ "void predict\($0)(const float *, float *);" }, "\n"))
            static void (*const functions[])(const float *, float *) = {
                \(list({ "predict\($0)" }, ", "))};
            int main(int count, char **arguments) {
                FILE *calls = count > 1 ? fopen(arguments[1], "r") : NULL;
                if (!calls) return 1;
                static float input[1000], output[1000];
                int text, inputs, outputs;
                while (fscanf(calls, "%d %d %d", &text, &inputs, &outputs) == 3) {
                    for (int i = 0; i < inputs; i++)
                        if (fscanf(calls, "%f", &input[i]) != 1) return 1;
                    functions[text](input, output);
                    for (int i = 0; i < outputs; i++) printf("%.9g ", output[i]);
                    printf("\\n");
                }
                return 0;
            }

            """
        case is PythonLanguage:
            """
            import sys
            \(list({ "import network\($0)" }, "\n"))
            functions = [\(list({ "network\($0).predict" }, ", "))]
            with open(sys.argv[1]) as calls:
                for call in calls:
                    numbers = [float(word) for word in call.split()]
                    try:
                        print(*functions[int(numbers[0])](numbers[3:]))
                    except ValueError as error:
                        print("error:", error)

            """
        default:
            """
            import { readFileSync } from "node:fs";
            \(list({ "import { predict as predict\($0) } from \"./network\($0).js\";" }, "\n"))
            const functions = [\(list({ "predict\($0)" }, ", "))];
            for (const call of readFileSync(process.argv[2], "utf8").trim().split("\\n")) {
              const numbers = call.split(" ").map(Number);
              try {
                console.log(functions[numbers[0]](Float32Array.from(numbers.slice(3))).join(" "));
              } catch (error) {
                if (!(error instanceof RangeError)) throw error;
                console.log("error: " + error.message);
              }
            }

            """
        }
    }
}
