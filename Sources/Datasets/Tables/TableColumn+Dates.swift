extension TableColumn {
    /// The first cell that is no date, in a column of texts that nearly all are; nil in any other.
    public var slipAmongDates: String? {
        guard case .texts(let codes, let list) = values, list.count > 0 else { return nil }
        let areDates = (0..<list.count).map { place in
            let text = Array(list[place].utf8)
            return CellDate(text, 0..<text.count) != nil
        }
        let slips = codes.lazy.filter { $0 != Self.missing && !areDates[Int($0)] }
        guard let first = slips.first, 10 * slips.count < codes.count else { return nil }
        return list[Int(first)]
    }
}
