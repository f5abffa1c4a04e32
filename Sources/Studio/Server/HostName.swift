/// Names of machines as requests hold them.
enum HostName {
    /// The name without the port: `[::1]:80` becomes `::1`.
    static func name(inAuthority authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : authority
    }

    /// Whether a name can only mean this machine.
    static func isLoopback(_ name: String) -> Bool {
        let name = name.lowercased()
        if ["localhost", "::1"].contains(name) || name.hasSuffix(".localhost") { return true }
        let bytes = name.split(separator: ".", omittingEmptySubsequences: false)
        return bytes.count == 4 && bytes[0] == "127" && bytes.allSatisfy { UInt8($0) != nil }
    }
}
