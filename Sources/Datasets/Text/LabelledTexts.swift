/// Texts of which each belongs to a class.
///
/// They are read from a table with a column of texts and one of classes, from a folder with a folder for each class, or
/// from several files, one for each class with a text on each line.
public struct LabelledTexts: Hashable, Sendable {
    /// The texts.
    public private(set) var texts: [String] = []
    /// The class of each text.
    public private(set) var labels: [Int] = []
    /// The names of the classes.
    public private(set) var classNames: [String] = []
    /// Where each text comes from: a file and perhaps a line.
    public private(set) var places: [String] = []
    /// Where texts were that are empty, and left out.
    public private(set) var emptyPlaces: [String] = []

    /// Texts with their classes.
    ///
    /// - Parameter pairs: Each text with the name of its class.
    public init(_ pairs: [(text: String, label: String)]) {
        for (index, pair) in pairs.enumerated() {
            append(pair.text, pair.label, place: "text \(index + 1)")
        }
        sortClasses()
    }

    init() {}

    /// How many texts there are.
    public var count: Int { texts.count }

    /// Some of the texts.
    public subscript(indices: [Int]) -> LabelledTexts {
        var part = self
        part.texts = indices.map { texts[$0] }
        part.labels = indices.map { labels[$0] }
        part.places = indices.map { places[$0] }
        part.emptyPlaces = []
        return part
    }

    /// How many texts each class has.
    public var counts: [(name: String, count: Int)] {
        var counts = [Int](repeating: 0, count: classNames.count)
        for label in labels { counts[label] += 1 }
        return zip(classNames, counts).map { ($0, $1) }
    }

    /// A number for each text that equal texts have in common: letters in any case, any white space between words.
    public var contents: [UInt64] {
        texts.map { text in
            let words = text.lowercased().split(whereSeparator: \.isWhitespace)
            return contentHash(words.joined(separator: " ").utf8)
        }
    }

    /// The same texts with the classes numbered as elsewhere; nil where one is none of them.
    public func numbered(as names: [String]) -> LabelledTexts? {
        let numbers = classNames.map { names.firstIndex(of: $0) }
        guard !numbers.contains(nil) else { return nil }
        var result = self
        result.classNames = names
        result.labels = labels.map { numbers[$0] ?? 0 }
        return result
    }

    mutating func append(_ text: String, _ label: String, place: String) {
        let content = text.trimmed
        guard !content.isEmpty else {
            emptyPlaces.append(place)
            return
        }
        let number = classNames.firstIndex(of: label) ?? classNames.count
        if number == classNames.count { classNames.append(label) }
        texts.append(String(content))
        labels.append(number)
        places.append(place)
    }

    /// Numbers the classes in the order of their names, which does not depend on that of the texts.
    mutating func sortClasses() {
        let sorted = classNames.sorted()
        self = numbered(as: sorted) ?? self
    }
}
