import NeuralNetworks

/// The examples that stay together, and the classes over which they are spread.
struct SplitUnits {
    /// The examples of each unit.
    let units: [[Int]]
    /// The class of each unit; 0 where its examples have several.
    private let strata: [Int]

    init(_ traits: ExampleTraits) {
        units = traits.units
        strata = units.map { unit in
            guard let labels = traits.labels else { return 0 }
            // Groups that hold several classes, such as speakers of all digits, are drawn as they are.
            return unit.allSatisfy { labels[$0] == labels[unit[0]] } ? labels[unit[0]] + 1 : 0
        }
    }

    /// The examples of some units, in ascending order.
    func examples(of chosen: [Int]) -> [Int] { chosen.flatMap { units[$0] }.sorted() }

    /// Some units of each class in an order that is drawn.
    private func shuffled(_ chosen: [Int], _ purpose: Int, _ seed: UInt64) -> [[Int]] {
        var classes: [Int: [Int32]] = [:]
        for unit in chosen { classes[strata[unit], default: []].append(Int32(unit)) }
        return classes.keys.sorted().map { label in
            var members = classes[label] ?? []
            var stream = RandomStream(seed: seed, for: "split", label, purpose)
            var span = members.mutableSpan
            stream.shuffle(&span)
            return members.map(Int.init)
        }
    }

    /// Parts of units: those that stay, and a share that is held out of every class.
    func heldOut(
        _ share: Double,
        as part: String,
        of chosen: [Int],
        _ seed: UInt64
    ) throws(SplitError) -> (rest: [Int], held: [Int]) {
        guard share > 0 else {
            guard share == 0 else { throw .share(share) }
            return (chosen, [])
        }
        guard share < 1 else { throw .share(share) }
        var held: Set<Int> = []
        // What rounding takes from one class is made up for by the next.
        var wanted = 0.0
        for members in shuffled(chosen, part.utf8.count, seed) {
            wanted += share * Double(examples(of: members).count)
            // One of each class stays.
            for unit in members.dropLast() {
                let size = Double(units[unit].count)
                guard wanted >= size / 2 else { break }
                held.insert(unit)
                wanted -= size
            }
        }
        // A small share of a few examples is one of them.
        if held.isEmpty {
            let classes = shuffled(chosen, part.utf8.count, seed).filter { $0.count > 1 }
            guard let unit = classes.max(by: { $0.count < $1.count })?.first else {
                throw .empty(part: part, units: units.count)
            }
            held.insert(unit)
        }
        return (chosen.filter { !held.contains($0) }, held.sorted())
    }

    /// The fold of each unit: every class is spread evenly, and so are the examples of large units.
    func folds(_ count: Int, _ seed: UInt64) -> [Int] {
        var fold = [Int](repeating: 0, count: units.count)
        var sizes = [Int](repeating: 0, count: count)
        for members in shuffled(Array(units.indices), 0, seed) {
            var taken = [Int](repeating: 0, count: count)
            for unit in members {
                // The fold that has the fewest of this class, and of them the smallest.
                let next = (0..<count).min {
                    (taken[$0], sizes[$0], $0) < (taken[$1], sizes[$1], $1)
                }
                guard let next else { continue }
                fold[unit] = next
                taken[next] += units[unit].count
                sizes[next] += units[unit].count
            }
        }
        return fold
    }
}
