internal import CBenchmarkSystem
internal import Foundation

/// A program that we started, in a process group of its own: talked to by lines, stopped and
/// continued, and ended for certain when nobody holds it any more.
package final class ChildProgram {
    /// The number of the process, which is that of its group as well.
    package let process: Int32
    private let name: String
    private let errorsFile: String
    private var input: Int32 = -1
    private var output: Int32 = -1
    private var unread: [UInt8] = []
    private var hasEnded = false

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - command: Its path and its arguments.
    ///   - environment: All of its environment.
    ///   - folder: Where it runs.
    ///   - errorsFile: What it writes to standard error is added here.
    /// - Throws: ``RefereeError/cannotStart(program:reason:)``.
    package init(
        _ command: [String],
        environment: [String: String],
        folder: String,
        errorsFile: String
    ) throws(RefereeError) {
        system_ignore_broken_pipes()
        name = command.first ?? ""
        self.errorsFile = errorsFile
        let variables = environment.map { "\($0)=\($1)" }
        process = unsafe system_start(
            Self.zeroTerminated(command),
            Self.zeroTerminated(variables),
            folder,
            errorsFile,
            &input,
            &output
        )
        guard process > 0 else {
            hasEnded = true
            throw .cannotStart(program: name, reason: Int(-process))
        }
    }

    deinit { end(within: 0) }

    /// Each string and a zero byte, and one more zero byte at the end.
    private static func zeroTerminated(_ strings: [String]) -> [CChar] {
        strings.filter { !$0.isEmpty }.flatMap { $0.utf8.map { CChar(bitPattern: $0) } + [0] } + [0]
    }

    /// Keeps the program and all that it started from running.
    package func pause() { _ = system_signal(process, SIGSTOP) }

    /// Lets it run again.
    package func resume() { _ = system_signal(process, SIGCONT) }

    /// Writes a line to its standard input; that it has ended shows when it is read from.
    package func send(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = unsafe system_write(input, bytes, bytes.count)
    }

    /// The next line of its standard output.
    ///
    /// - Parameters:
    ///   - question: What it is an answer to, for the words of an error.
    ///   - seconds: How long to wait.
    /// - Returns: The line without its end.
    /// - Throws: ``RefereeError`` where none comes.
    package func readLine(
        answering question: String,
        within seconds: Double
    ) throws(RefereeError) -> String {
        let end = system_seconds() + seconds
        while true {
            if let newline = unread.firstIndex(of: 10) {
                defer { unread.removeSubrange(...newline) }
                return String(decoding: unread[..<newline], as: UTF8.self)
            }
            let left = end - system_seconds()
            guard left > 0, system_wait_for_input(output, left) == 1 else {
                throw .silent(question: question, seconds: seconds)
            }
            guard readSome() else { throw .ended(question: question, lastWords: lastWords) }
        }
    }

    /// Reads what it writes until it closes its standard output: false when the time is over.
    package func readAll(within seconds: Double) -> Bool {
        let end = system_seconds() + seconds
        while end > system_seconds() {
            guard system_wait_for_input(output, end - system_seconds()) == 1 else { return false }
            if !readSome() { return true }
        }
        return false
    }

    private func readSome() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe system_read(output, &bytes, bytes.count)
        guard count > 0 else { return false }
        unread += bytes[..<count]
        return true
    }

    /// The last line that it wrote to standard error.
    package var lastWords: String? {
        guard let text = TextFile.read(errorsFile) else { return nil }
        let lines = text.split(whereSeparator: \.isNewline)
        return lines.last { !$0.allSatisfy(\.isWhitespace) }.map(String.init)
    }

    /// Closes its standard input and waits for its end; after the time it is killed.
    ///
    /// - Parameter seconds: How long it may take to go by itself.
    /// - Returns: What it used.
    @discardableResult
    package func end(within seconds: Double) -> ProgramUse? {
        guard !hasEnded else { return nil }
        hasEnded = true
        resume()
        system_close(input)
        var usage = system_wait(process, seconds)
        // Also what it started, which may have outlived it.
        _ = system_signal(process, SIGKILL)
        if usage.has_ended == 0 { usage = system_wait(process, 10) }
        system_close(output)
        return ProgramUse(
            status: Int(usage.status),
            processorSeconds: usage.user_seconds + usage.system_seconds,
            peakBytes: usage.peak_bytes
        )
    }

    /// The most memory that the program itself has had resident so far.
    ///
    /// Unlike what the system reports when it has ended, the memory of the program that started it
    /// does not count.
    package var peakBytes: Double? {
        guard let text = TextFile.read("/proc/\(process)/status") else { return nil }
        return ProcessFiles.peakBytes(status: text)
    }
}

/// What a program used from its start to its end.
package struct ProgramUse: Hashable, Sendable {
    /// What it returned; 0 means success.
    package let status: Int
    /// On all cores.
    package let processorSeconds: Double
    /// Of resident memory.
    package let peakBytes: Double
}
