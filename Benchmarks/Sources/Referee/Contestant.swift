internal import CBenchmarkSystem
package import Conversation

/// A contestant that was started with a number of threads; stopped whenever it is not its turn.
package final class Contestant {
    /// Who it is.
    package let entry: RosterEntry
    /// How many threads it works with.
    package let threads: Int
    /// What it said of itself.
    package private(set) var greeting: Greeting
    let program: ChildProgram
    private let limit: Double

    /// Starts a contestant and hears who it is.
    ///
    /// - Parameters:
    ///   - entry: Which one.
    ///   - threads: How many threads it shall use.
    ///   - surroundings: Folders and limits.
    /// - Throws: ``RefereeError`` where it does not come up.
    package init(
        _ entry: RosterEntry,
        threads: Int,
        in surroundings: Surroundings
    ) throws(RefereeError) {
        self.entry = entry
        self.threads = threads
        limit = surroundings.answerLimit
        program = try ChildProgram(
            entry.command,
            environment: surroundings.environment(threads: threads),
            folder: entry.folder,
            errorsFile: surroundings.errorsFile(of: entry.name, threads: threads)
        )
        greeting = Greeting(name: entry.name, versions: [:])
        greeting = try ask(.hello, "hello", Greeting.self)
        program.pause()
    }

    /// Has it make ready.
    ///
    /// - Returns: The ways in which it can do the work.
    package func prepare(_ work: Work) throws(RefereeError) -> [String] {
        program.resume()
        defer { program.pause() }
        return try ask(.prepare(work), "prepare", Variants.self).variants
    }

    /// Has it work for about so many seconds.
    package func run(_ variant: String, seconds: Double) throws(RefereeError) -> Lap {
        program.resume()
        defer { program.pause() }
        let lap = try ask(.run(variant: variant, seconds: seconds), "run", Lap.self)
        guard lap.iterations > 0, lap.seconds > 0 else {
            throw .garbled(
                question: "run",
                answer: "\(lap.iterations) iterations in \(lap.seconds) seconds"
            )
        }
        return lap
    }

    /// Whether it was ended because it could not be trusted any more.
    package private(set) var isDead = false

    /// Ends it at once.
    package func kill() {
        isDead = true
        program.end(within: 0)
    }

    /// Sends it home.
    @discardableResult
    package func quit() -> ProgramUse? {
        program.resume()
        if let line = try? Line.encode(Command.quit) { program.send(line) }
        return program.end(within: 10)
    }

    private func ask<Answer: Decodable>(
        _ command: Command,
        _ question: String,
        _ type: Answer.Type
    ) throws(RefereeError) -> Answer {
        guard let line = try? Line.encode(command) else {
            throw .garbled(question: question, answer: "a number that JSON cannot hold")
        }
        program.send(line)
        let answer = try program.readLine(answering: question, within: limit)
        if let refusal = try? Line.decode(Refusal.self, from: answer) {
            throw .refused(question: question, error: refusal.error)
        }
        guard let value = try? Line.decode(type, from: answer) else {
            throw .garbled(question: question, answer: answer)
        }
        return value
    }
}

/// What all contestants find around them.
package struct Surroundings: Sendable {
    /// The environment that all have, but for threads and data.
    package var environment: [String: String]
    /// The folder of MNIST's four files.
    package var data: String
    /// Where standard error goes, one file for each contestant.
    package var errorsFolder: String
    /// How many seconds an answer may take, compiling and whole epochs included.
    package var answerLimit: Double

    /// Surroundings from their parts.
    package init(
        environment: [String: String],
        data: String,
        errorsFolder: String,
        answerLimit: Double = 300
    ) {
        self.environment = environment
        self.data = data
        self.errorsFolder = errorsFolder
        self.answerLimit = answerLimit
    }

    func environment(threads: Int) -> [String: String] {
        environment.merging(["THREADS": "\(threads)", "DATA": data, "EPOCHS": "1"]) { $1 }
    }

    func errorsFile(of name: String, threads: Int) -> String {
        let plain = name.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
        return "\(errorsFolder)/\(plain)-\(threads).txt"
    }
}
