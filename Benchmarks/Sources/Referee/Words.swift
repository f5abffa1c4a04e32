internal import Foundation

/// Numbers as readers want them.
package enum Words {
    /// A duration with three digits and a unit that suits it.
    package static func time(_ seconds: Double) -> String {
        let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")]
        let (size, unit) = units.first { seconds >= $0.0 } ?? (1e-9, "ns")
        return "\(digits(seconds / size)) \(unit)"
    }

    /// A count of bytes with three digits and a unit that suits it.
    package static func bytes(_ count: Double) -> String {
        let units = [(1_073_741_824.0, "GiB"), (1_048_576.0, "MiB"), (1024.0, "KiB")]
        let (size, unit) = units.first { count >= $0.0 } ?? (1, "B")
        return "\(digits(count / size)) \(unit)"
    }

    /// A median as its quantity wants it.
    package static func value(_ value: Double, of quantity: Quantity) -> String {
        switch quantity {
        case .time: time(value)
        case .memory: bytes(value)
        }
    }

    /// Three digits, or all of a larger number before the point.
    package static func digits(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let size = abs(value)
        let decimals = size >= 99.95 || size == 0 ? 0 : size >= 9.995 ? 1 : 2
        return String(format: "%.\(decimals)f", value)
    }

    /// A factor, such as `3.3×`.
    package static func factor(_ value: Double) -> String { digits(value) + "×" }

    /// A factor that somebody chose, such as `2.5×`.
    package static func chosenFactor(_ value: Double) -> String {
        String(format: "%g×", value)
    }

    /// A number of threads in words.
    package static func threads(_ count: Int) -> String {
        switch count {
        case 1: "one thread"
        case 2: "two threads"
        default: "\(count) threads"
        }
    }

    /// A share, such as `91 %`.
    package static func share(_ value: Double) -> String {
        value.isFinite ? "\(Int((100 * value).rounded())) %" : "–"
    }
}
