#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A number with so many significant digits, as short as it can be said: `0.00314`, `12`, `5e-05`.
package func significant(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    let exponent = Int(log10(abs(value)).rounded(.down)) - digits + 1
    let mantissa = (value / (Double("1e\(exponent)") ?? 1)).rounded()
    guard mantissa.isFinite, abs(mantissa) < 1e15 else { return "\(value)" }
    // Read from its digits, so that nothing of the division is left in the last place.
    let text = "\(Double("\(Int(mantissa))e\(exponent)") ?? value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
