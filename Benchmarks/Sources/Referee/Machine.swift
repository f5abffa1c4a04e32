internal import CPeaks
internal import CBenchmarkSystem
internal import Foundation

/// Where something was measured.
package struct Machine: Hashable, Sendable, Codable {
    /// The processor as the system names it.
    package let processor: String
    /// Its instructions as the measured peaks use them.
    package let instructions: String
    /// How many cores the referee may use.
    package let cores: Int
    /// The system and its version.
    package let system: String
    /// The mean number of running programs in the last minute when the run began.
    package let load: Double?

    /// This machine now.
    package static func here() -> Machine {
        let information = TextFile.read("/proc/cpuinfo")?.split(separator: "\n") ?? []
        let model = information.first { $0.hasPrefix("model name") }
        let release = TextFile.read("/proc/sys/kernel/osrelease")?
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let load = TextFile.read("/proc/loadavg")?.split(separator: " ").first
        return Machine(
            processor: model?.split(separator: ": ").last.map(String.init) ?? "unknown processor",
            instructions: unsafe String(cString: peaks_instructions()),
            cores: Int(system_cores()),
            system: release.map { "Linux \($0)" }
                ?? ProcessInfo.processInfo.operatingSystemVersionString,
            load: load.flatMap { Double($0) }
        )
    }
}

extension Peak {
    /// The bytes that are read: in the first, second and third cache, and in memory.
    package static let readingSizes = [16 << 10, 512 << 10, 8 << 20, 256 << 20]

    /// Measures what this machine can do at best.
    ///
    /// - Parameters:
    ///   - threads: On how many threads.
    ///   - moment: `before` or `after` the cases.
    ///   - seconds: How long for each figure.
    /// - Returns: Arithmetic, and reading for each of ``readingSizes``.
    package static func measure(threads: Int, moment: String, seconds: Double) -> Peak {
        let reading = readingSizes.map { size in
            (size, peaks_reading(size, Int32(threads), seconds))
        }
        return Peak(
            threads: threads,
            moment: moment,
            instructions: unsafe String(cString: peaks_instructions()),
            arithmetic: peaks_arithmetic(Int32(threads), seconds),
            reading: Dictionary(uniqueKeysWithValues: reading)
        )
    }
}

extension Results {
    /// The highest arithmetic that was measured on so many threads.
    package func peakArithmetic(threads: Int) -> Double? {
        peaks.filter { $0.threads == threads && $0.arithmetic > 0 }.map(\.arithmetic).max()
    }
}
