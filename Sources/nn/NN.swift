import ArgumentParser
import CProgram
import Dispatch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where the program begins.
///
/// The main thread only waits: as an asynchronous program it would end by leaving the main thread,
/// which needs a library that a bare system lacks.
@main
enum Program {
    static func main() {
        program_buffer_lines()
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            do {
                var command = try NN.parseAsRoot(arguments)
                if var command = command as? any AsyncParsableCommand {
                    try await command.run()
                } else {
                    try command.run()
                }
                // A reader that has seen enough, such as `head`, is no error.
                let reason = program_flush()
                if reason != 0, reason != EPIPE {
                    let words = unsafe String(cString: strerror(reason))
                    throw Complaint("standard output took only a part of the result: \(words)")
                }
            } catch {
                NN.exit(withError: error)
            }
            done.signal()
        }
        done.wait()
    }

    /// What was typed after the program's name.
    static var arguments: [String] {
        let known = (0..<program_argument_count()).compactMap { index in
            unsafe program_argument(index).map { unsafe String(cString: $0) }
        }
        return Array((known.isEmpty ? CommandLine.arguments : known).dropFirst())
    }
}

/// The command line: parses, calls the library, prints.
struct NN: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nn",
        abstract: "Neural networks with the box open: train, use and look into them.",
        discussion: """
            Begin with:  nn train digits
            then:        nn show digits.safetensors
                         nn predict digits.safetensors picture.png
            """,
        version: "0.1.0",
        subcommands: [
            Train.self, SweepCommand.self, StudioCommand.self, Evaluate.self, Predict.self,
            Show.self, Explain.self, Generate.self, Convert.self,
            Compare.self,
            Enroll.self,
        ]
    )
}

/// Something is wrong with what was asked; said in one line.
struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
