internal import CBenchmarkSystem
internal import Foundation

/// A text file, also of the kind that the system makes up when it is read.
enum TextFile {
    static func read(_ path: String) -> String? {
        guard let data = try? FileHandle(forReadingFrom: URL(filePath: path)).readToEnd() else {
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// What Linux tells of the machine and its processes in text files.
enum ProcessFiles {
    /// The processor time that all cores spent on something, stolen time included, in ticks.
    static func busyTicks(stat: String) -> Int? {
        guard let line = stat.split(separator: "\n").first, line.hasPrefix("cpu ") else {
            return nil
        }
        // user nice system idle iowait irq softirq steal
        let numbers = line.split(separator: " ").dropFirst().prefix(8).compactMap { Int($0) }
        guard numbers.count == 8 else { return nil }
        return numbers[0] + numbers[1] + numbers[2] + numbers[5] + numbers[6] + numbers[7]
    }

    /// The group of a process, and the ticks that it and its ended children used.
    static func groupAndTicks(processStat: String) -> (group: Int, own: Int, children: Int)? {
        // The name in parentheses may hold anything.
        guard let end = processStat.lastIndex(of: ")") else { return nil }
        let fields = processStat[processStat.index(after: end)...].split(separator: " ")
        guard fields.count > 14, let group = Int(fields[2]), let user = Int(fields[11]),
            let system = Int(fields[12]), let childUser = Int(fields[13]),
            let childSystem = Int(fields[14])
        else { return nil }
        return (group, user + system, childUser + childSystem)
    }

    /// The most resident memory in a process's `status`.
    static func peakBytes(status: String) -> Double? {
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let words = line?.split(whereSeparator: \.isWhitespace) ?? []
        guard words.count > 1, let kibibytes = Double(words[1]) else { return nil }
        return kibibytes * 1024
    }
}

/// How much processor time went where, up to a moment.
struct CoreUse {
    let time: Double
    let busyTicks: Int
    let ownTicks: Int

    /// Looks now; nil where the system does not tell.
    ///
    /// - Parameter group: The process group that is measured; its time and the referee's are nobody
    ///   else's.
    init?(group: Int32?) {
        guard let stat = TextFile.read("/proc/stat"),
            let busy = ProcessFiles.busyTicks(stat: stat)
        else { return nil }
        var own = 0
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard Int(name) != nil, let stat = TextFile.read("/proc/\(name)/stat"),
                let found = ProcessFiles.groupAndTicks(processStat: stat),
                found.group == group ?? -1
            else { continue }
            own += found.own + found.children
        }
        if let stat = TextFile.read("/proc/self/stat"),
            let found = ProcessFiles.groupAndTicks(processStat: stat)
        {
            own += found.own
        }
        time = system_seconds()
        busyTicks = busy
        ownTicks = own
    }

    /// How many cores others used from then to now.
    func others(since then: CoreUse, endedTicks: Int = 0) -> Double {
        let ticks = busyTicks - then.busyTicks - (ownTicks + endedTicks - then.ownTicks)
        let seconds = Double(ticks) / Double(system_ticks_per_second())
        return max(0, seconds / max(time - then.time, 1e-3))
    }
}
