/// L-BFGS: descent along gradients that the last steps have taught how curved the ground is.
///
/// Source: Nocedal and Wright, "Numerical Optimization", 2006, algorithms 7.4 and 7.5.
enum LimitedMemoryDescent {
    /// How many steps are remembered.
    private static let memory = 10

    /// The lowest point that is found.
    ///
    /// - Parameters:
    ///   - start: Where it begins.
    ///   - iterations: The most steps that are taken.
    ///   - tolerance: The largest slope at which it ends.
    ///   - evaluate: The height of a point, and its slopes.
    /// - Returns: The point.
    static func minimum(
        from start: [Double],
        iterations: Int,
        tolerance: Double = 1e-7,
        _ evaluate: (_ point: [Double], _ gradient: inout [Double]) -> Double
    ) -> [Double] {
        var point = start
        var gradient = start
        var height = evaluate(point, &gradient)
        var steps: [(step: [Double], change: [Double], curvature: Double)] = []
        for _ in 0..<iterations {
            guard gradient.contains(where: { abs($0) > tolerance }) else { break }
            var direction = descent(gradient, steps)
            var slope = product(direction, gradient)
            if !(slope < 0) {
                // What was remembered misleads.
                steps.removeAll()
                direction = gradient.map { -$0 }
                slope = product(direction, gradient)
            }
            var length = steps.isEmpty ? min(1, 1 / (-slope).squareRoot()) : 1
            var next = point
            var nextGradient = gradient
            var nextHeight = height
            var isLower = false
            for _ in 0..<40 {
                for index in point.indices {
                    next[index] = point[index] + length * direction[index]
                }
                nextHeight = evaluate(next, &nextGradient)
                if nextHeight <= height + 1e-4 * length * slope {
                    isLower = true
                    break
                }
                length /= 2
            }
            guard isLower else { break }
            let step = zip(next, point).map { $0 - $1 }
            let change = zip(nextGradient, gradient).map { $0 - $1 }
            let curvature = product(step, change)
            if curvature > 1e-14 {
                steps.append((step, change, curvature))
                if steps.count > memory { steps.removeFirst() }
            }
            let gain = height - nextHeight
            (point, gradient, height) = (next, nextGradient, nextHeight)
            if gain <= 1e-12 * max(abs(height), 1) { break }
        }
        return point
    }

    /// −H·g, H the inverse curvature that the steps tell.
    private static func descent(
        _ gradient: [Double],
        _ steps: [(step: [Double], change: [Double], curvature: Double)]
    ) -> [Double] {
        var direction = gradient.map { -$0 }
        var shares: [Double] = []
        for entry in steps.reversed() {
            let share = product(entry.step, direction) / entry.curvature
            shares.append(share)
            for index in direction.indices { direction[index] -= share * entry.change[index] }
        }
        if let last = steps.last {
            let scale = last.curvature / product(last.change, last.change)
            for index in direction.indices { direction[index] *= scale }
        }
        for (entry, share) in zip(steps, shares.reversed()) {
            let other = product(entry.change, direction) / entry.curvature
            for index in direction.indices {
                direction[index] += entry.step[index] * (share - other)
            }
        }
        return direction
    }

    private static func product(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += a[index] * b[index] }
        return sum
    }
}
