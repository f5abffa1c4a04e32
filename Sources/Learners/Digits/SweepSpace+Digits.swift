extension SweepSpace {
    /// What there is to choose for the settings of a digit learner.
    ///
    /// - Parameters:
    ///   - texts: For each setting its values, with commas between (widths of hidden layers with slashes), or a
    ///     range such as `0.0001..0.1`. Without any, learning rates about the usual one.
    ///   - rate: The usual learning rate.
    ///   - isDrawn: Whether settings will be drawn at random, so that there may be a range.
    /// - Throws: ``SweepSpaceError`` where the ends of a range make none.
    public init(
        digits texts: [(name: DigitSettings.Name, text: String)],
        usualRate rate: Double,
        isDrawn: Bool
    ) throws(SweepSpaceError) {
        var dimensions: [Dimension] = []
        for (name, text) in texts {
            dimensions.append(
                try Dimension(
                    name.rawValue,
                    text,
                    separator: name == .hidden ? "/" : ",",
                    range: name == .learningRate
                        ? .anyNumber : name == .batchSize ? .wholeNumber : .none
                )
            )
        }
        if dimensions.isEmpty {
            let rates = [0.2, 0.5, 1, 2, 5].map { significant($0 * rate, 3) }
            let text =
                isDrawn
                ? "\(significant(rate / 20, 3))..\(significant(rate * 10, 3))"
                : rates.joined(separator: ",")
            let name = DigitSettings.Name.learningRate.rawValue
            dimensions = [try Dimension(name, text, range: .anyNumber)]
        }
        self.init(dimensions)
    }

    /// The settings that some values make, one for each of ``dimensions``.
    ///
    /// - Throws: ``DigitSettingError`` where a value says nothing.
    public func settings(_ values: [String]) throws(DigitSettingError) -> DigitSettings {
        var settings = DigitSettings()
        for (dimension, value) in zip(dimensions, values) {
            guard let name = DigitSettings.Name(rawValue: dimension.name) else { continue }
            try settings.set(name, to: value)
        }
        return settings
    }

    /// Some values in words, `learning rate 0.003, hidden 32,32`: those of the settings that differ between
    /// trials, or of all where none does.
    public func words(_ values: [String]) -> String {
        zip(names, told(values)).map { $0 + " " + $1 }.joined(separator: ", ")
    }

    /// The names in words of the settings that ``words(_:)`` tells.
    public var names: [String] {
        told(dimensions).map { DigitSettings.Name(rawValue: $0.name)?.words ?? $0.name }
    }

    /// What belongs to the settings that are told.
    func told<Element>(_ elements: [Element]) -> [Element] {
        zip(dimensions, elements).filter { dimension, _ in dimension.varies || !varies }.map { $1 }
    }
}
