import Testing

@testable import Studio

@Suite("Recipes, curves, and names")
struct PartsTests {
    private let adam = Learning(optimizer: "adam", learningRate: 0.1, batchSize: 32)
    private let sgd = Learning(optimizer: "sgd", learningRate: 0.2, batchSize: 8)

    private func turn(_ index: Int, _ value: Float = 1) -> Turn {
        Turn(parameter: "layers.1.weight", index: index, value: value)
    }

    @Test("Steps in a row are one entry, and so are turns of one weight")
    func merging() {
        var recipe = Recipe()
        recipe.add(steps: 3)
        recipe.add(steps: 4)
        recipe.add(turn: turn(1))
        recipe.add(turn: turn(1, 2))
        recipe.add(turn: turn(2))
        recipe.removeLastTurn()
        recipe.add(steps: 1)
        #expect(recipe.entries == [.steps(7), .turn(turn(1, 2)), .steps(1)])
        #expect(recipe.stepCount == 8 && recipe.isWhole)
    }

    @Test("The settings of the beginning are noted once others hold")
    func learning() {
        var recipe = Recipe()
        recipe.add(turn: turn(1))
        recipe.add(learning: sgd, before: adam)
        #expect(recipe.entries == [.turn(turn(1))])
        recipe.add(steps: 1)
        recipe.add(learning: adam, before: sgd)
        recipe.add(learning: sgd, before: adam)
        #expect(
            recipe.entries == [.learning(sgd), .turn(turn(1)), .steps(1), .learning(sgd)]
        )
    }

    @Test("A recipe that grows too long is whole no more, and keeps its length")
    func limit() {
        var recipe = Recipe()
        for index in 0..<Limits.recipe { recipe.add(turn: turn(index)) }
        #expect(recipe.isWhole && recipe.entries.count == Limits.recipe)
        recipe.add(steps: 1)
        recipe.add(turn: turn(0))
        #expect(!recipe.isWhole && recipe.entries.count == Limits.recipe)

        var long = Recipe()
        long.add(steps: Limits.steps)
        #expect(long.isWhole)
        long.add(steps: 1)
        #expect(!long.isWhole)
    }

    @Test("A curve that is full keeps every other point, and its readers begin anew")
    func curve() {
        var curve = Curve()
        var reader = CurveReader()
        let first = reader.news(of: curve)
        #expect(first?.reset == true && first?.points.isEmpty == true)
        #expect(reader.news(of: curve)?.points == nil)
        for step in 0..<Curve.limit { curve.add(point(step)) }
        let filled = reader.news(of: curve)
        #expect(filled?.reset == false && filled?.points.count == Curve.limit)
        curve.add(point(Curve.limit))
        let thinned = reader.news(of: curve)
        #expect(thinned?.reset == true && thinned?.points.count == Curve.limit / 2 + 1)
        #expect(thinned?.points.map(\.step).prefix(3) == [0, 2, 4])
        curve.add(point(Curve.limit + 1))
        curve.add(point(Curve.limit + 2))
        #expect(curve.points.last?.step == Curve.limit + 2)
        #expect(curve.points.count == Curve.limit / 2 + 2)
        curve.add(point(9999, loss: .nan))
        curve.add(point(Curve.limit + 2))
        #expect(curve.points.count == Curve.limit / 2 + 2)
        curve.clear()
        #expect(curve.points.isEmpty && reader.news(of: curve)?.reset == true)
    }

    private func point(_ step: Int, loss: Double = 1) -> Curve.Point {
        Curve.Point(
            step: step,
            loss: loss,
            accuracy: nil,
            validationLoss: 1,
            validationAccuracy: nil
        )
    }

    @Test("Numbers travel as the bytes of little-endian floats")
    func floats() {
        let floats: [Float] = [1, -2.5]
        #expect(floats.littleEndianBytes == [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0])
    }

    @Test("Every file of the page is in the program, and has a name without its folder")
    func embedded() {
        #expect(EmbeddedFile.names.contains("index.html"))
        #expect(
            EmbeddedFile.names
                == EmbeddedFile.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        )
        #expect(EmbeddedFile.bytes(of: "none.html") == nil)
    }
}
