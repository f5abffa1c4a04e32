/// Minimises a smooth function by its gradients: each direction is made of the last few steps, which tell how the gradient
/// turns.
///
/// Source: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage", 1980.
struct LimitedMemoryBFGS {
    /// Where the function is smallest so far.
    private(set) var point: [Double]
    private var steps: [(change: [Double], turn: [Double], scale: Double)] = []
    private static let memory = 8

    init(start: [Double]) { point = start }

    /// Goes on until the gradient's largest part is a small share of its first one, no step helps, or there have been
    /// enough iterations.
    ///
    /// - Parameters:
    ///   - iterations: How many directions are tried at most.
    ///   - tolerance: Which share of the first gradient is small.
    ///   - function: The function: it writes the gradient at a point and returns the value.
    mutating func run(
        iterations: Int,
        tolerance: Double,
        _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double
    ) {
        var gradient = [Double](repeating: 0, count: point.count)
        var value = function(point, &gradient)
        let least = tolerance * Self.largest(gradient)
        for _ in 0..<iterations where Self.largest(gradient) > least {
            var direction = self.direction(gradient)
            var slope = Self.product(direction, gradient)
            if slope >= 0 {
                // What the last steps tell is no use here.
                steps = []
                direction = gradient.map { -$0 }
                slope = -Self.product(gradient, gradient)
            }
            var length = steps.isEmpty ? 1 / max(1, Self.largest(gradient)) : 1
            var (next, newGradient) = (point, gradient)
            var newValue = Double.infinity
            for _ in 0..<30 {
                for index in next.indices { next[index] = point[index] + length * direction[index] }
                newValue = function(next, &newGradient)
                // Armijo's condition: at least a little of what the slope promises.
                if newValue <= value + 1e-4 * length * slope { break }
                length /= 2
            }
            guard newValue < value else { return }
            remember(
                change: zip(next, point).map { $0 - $1 },
                turn: zip(newGradient, gradient).map { $0 - $1 }
            )
            (point, gradient, value) = (next, newGradient, newValue)
        }
    }

    private mutating func remember(change: [Double], turn: [Double]) {
        let product = Self.product(change, turn)
        guard product > 1e-12 * Self.product(turn, turn) else { return }
        steps.append((change, turn, 1 / product))
        if steps.count > Self.memory { steps.removeFirst() }
    }

    private func direction(_ gradient: [Double]) -> [Double] {
        var direction = gradient.map { -$0 }
        var shares: [Double] = []
        for step in steps.reversed() {
            let share = step.scale * Self.product(step.change, direction)
            shares.append(share)
            Self.add(-share, step.turn, to: &direction)
        }
        if let last = steps.last {
            let scale = 1 / (last.scale * Self.product(last.turn, last.turn))
            for index in direction.indices { direction[index] *= scale }
        }
        for (step, share) in zip(steps, shares.reversed()) {
            Self.add(
                share - step.scale * Self.product(step.turn, direction),
                step.change,
                to: &direction
            )
        }
        return direction
    }

    private static func add(_ factor: Double, _ other: [Double], to sum: inout [Double]) {
        for index in sum.indices { sum[index] += factor * other[index] }
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    private static func largest(_ numbers: [Double]) -> Double {
        numbers.reduce(0) { max($0, abs($1)) }
    }
}
