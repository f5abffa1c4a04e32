import Computation
import Testing

@testable import Datasets

@Suite("Augmentation: elastic bends")
struct ElasticTests {
    /// The displacements in x and y of many fields of 28 × 32 pixels.
    private func fields(
        _ count: Int,
        strength: Float,
        smoothness: Float
    ) -> [(x: [Float], y: [Float])] {
        var geometry = PictureGeometry(height: 28, width: 32)
        return (0..<count).map { index in
            geometry.reset()
            var stream = RandomStream(seed: 1, for: "test", index)
            geometry.displace(strength: strength, smoothness: smoothness, from: &stream)
            let flat = { (vectors: [SIMD8<Float>]) in
                vectors.flatMap { vector in (0..<8).map { vector[$0] } }
            }
            return (flat(geometry.displacementX), flat(geometry.displacementY))
        }
    }

    @Test(
        "Displacements have the size and the correlation of uniform noise smoothed by a Gaussian",
        arguments: [1.5, 4, 6] as [Float]
    )
    func statistics(smoothness: Float) {
        let strength: Float = 34
        let all = fields(1500, strength: strength, smoothness: smoothness)
        // The variance of uniform numbers from −1 to 1 is 1/3; a Gaussian of integral 1 leaves
        // 1 / (4πσ²) of it.
        let expected = Double(strength * strength / (3 * 4 * .pi * smoothness * smoothness))
        /// The mean product of what is so many rows and columns apart, near the middle and at a corner.
        func covariance(_ right: Int, _ down: Int, _ part: ((x: [Float], y: [Float])) -> [Float])
            -> Double
        {
            var sum = 0.0
            var count = 0
            for field in all {
                let values = part(field)
                for (row, column) in [(0, 0), (3, 9), (9, 3), (14, 13)] {
                    let start = row * 32 + column
                    sum += Double(values[start] * values[start + down * 32 + right])
                    count += 1
                }
            }
            return sum / Double(count)
        }
        for part in [{ $0.x }, { $0.y }] as [((x: [Float], y: [Float])) -> [Float]] {
            #expect(abs(covariance(0, 0, part) / expected - 1) < 0.06)
            for (right, down) in [(1, 0), (0, 2), (2, 2), (4, 0), (0, 6), (6, 6), (12, 0)] {
                // Two Gaussians over each other make one of √2 the width.
                let squared = Double(right * right + down * down)
                let gaussian = powerOfE(
                    -squared / Double(4 * smoothness * smoothness)
                )
                let difference = covariance(right, down, part) / expected - gaussian
                #expect(abs(difference) < 0.05, "\(right), \(down): \(difference)")
            }
        }
    }

    @Test("The two directions are independent, and centred on 0")
    func independence() {
        let all = fields(1500, strength: 34, smoothness: 4)
        let at = 14 * 32 + 15
        let count = Double(all.count)
        let product = all.reduce(0.0) { $0 + Double($1.x[at] * $1.y[at]) } / count
        let mean = all.reduce(0.0) { $0 + Double($1.x[at]) } / count
        #expect(abs(product) < 0.12)
        #expect(abs(mean) < 0.08)
    }

    @Test("Places are correlated as under a true Gaussian, within 0.011 at every distance")
    func spline() {
        // A field from splines of third degree, on a grid at random places, has for its correlation
        // the spline of seventh degree.
        let correlations = (0...80).map { twentieth in
            let distance = Double(twentieth) / 20  // In spacings, which are 1.7 σ.
            return (
                spline: GaussianReference.septic(distance) / GaussianReference.septic(0),
                gaussian: powerOfE(-distance * distance * 1.7 * 1.7 / 4)
            )
        }
        var largest = 0.0
        for right in correlations {
            for down in correlations {
                let difference = right.spline * down.spline - right.gaussian * down.gaussian
                largest = max(largest, abs(difference))
            }
        }
        #expect(largest < 0.011)
    }

    @Test("Fields are smooth: neighbours differ by little")
    func smoothness() {
        for field in fields(20, strength: 34, smoothness: 4) {
            for row in 0..<28 {
                for column in 1..<32 {
                    let at = row * 32 + column
                    #expect(abs(field.x[at] - field.x[at - 1]) < 1.6)
                }
            }
        }
    }

    @Test("Displacements of two bends add up, and go through what moved before")
    func composition() {
        var stream = RandomStream(seed: 1, for: "test")
        var once = PictureGeometry(height: 9, width: 9)
        once.displace(strength: 34, smoothness: 4, from: &stream)
        var twice = once
        var turned = PictureGeometry(height: 9, width: 9)
        stream = RandomStream(seed: 1, for: "test")
        twice.displace(strength: 34, smoothness: 4, from: &stream)
        stream = RandomStream(seed: 1, for: "test")
        // Clockwise: the old x comes from the new y.
        turned.transform(xFromX: 0, xFromY: -1, yFromX: 1, yFromY: 0)
        turned.displace(strength: 34, smoothness: 4, from: &stream)
        #expect(twice.displacementX == once.displacementX.map { $0 + $0 })
        #expect(turned.displacementX == once.displacementY)
        #expect(turned.displacementY == once.displacementX.map { -$0 })
    }
}

/// What fields are measured against.
private enum GaussianReference {
    /// The B-spline of seventh degree at a distance from its middle, by the formula of truncated powers.
    static func septic(_ distance: Double) -> Double {
        let binomials = [1.0, -8, 28, -56, 70, -56, 28, -8, 1]
        var sum = 0.0
        for (index, binomial) in binomials.enumerated() {
            let base = max(distance + 4 - Double(index), 0)
            sum += binomial * base * base * base * base * base * base * base
        }
        return sum / 5040
    }
}
