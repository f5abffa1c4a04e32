import CKernels
import Testing

/// A product's shape and where its operands lie.
struct ProductShape: Sendable, CustomTestStringConvertible {
    let m, n, k: Int
    var batch = 1
    var transposesA = false
    var transposesB = false
    var padding = 0  // unused numbers between lines
    var sharesB = false  // by the whole batch

    var testDescription: String {
        "\(batch)x[\(m),\(k)]\(transposesA ? "ᵀ" : "")x[\(k),\(n)]\(transposesB ? "ᵀ" : "")+\(padding)\(sharesB ? " shared" : "")"
    }
    var aLine: Int { (transposesA ? m : k) + padding }
    var bLine: Int { (transposesB ? k : n) + padding }
    var aCount: Int { (transposesA ? k : m) * aLine }
    var bCount: Int { (transposesB ? n : k) * bLine }
    var sizes: [Int] {
        [m, n, k, batch] + (transposesA ? [1, aLine] : [aLine, 1])
            + (transposesB ? [1, bLine] : [bLine, 1])
            + [aCount, sharesB ? 0 : bCount]
    }
    func a(_ i: Int, _ p: Int) -> Int { transposesA ? p * aLine + i : i * aLine + p }
    func b(_ p: Int, _ j: Int) -> Int { transposesB ? j * bLine + p : p * bLine + j }

    var allLayouts: [ProductShape] {
        [(false, false), (false, true), (true, false), (true, true)].map { a, b in
            var shape = self
            (shape.transposesA, shape.transposesB) = (a, b)
            return shape
        }
    }
}

/// The contract's order: segments of fused chains, added in order.
func emulatedProduct(_ shape: ProductShape, _ a: [Float], _ b: [Float]) -> [Float] {
    var c: [Float] = []
    for item in 0..<shape.batch {
        let aStart = item * shape.aCount
        let bStart = shape.sharesB ? 0 : item * shape.bCount
        for i in 0..<shape.m {
            for j in 0..<shape.n {
                var total: Float = 0
                for start in stride(from: 0, to: shape.k, by: Int(CK_SEGMENT)) {
                    var chain: Float = 0
                    for p in start..<min(shape.k, start + Int(CK_SEGMENT)) {
                        chain.addProduct(a[aStart + shape.a(i, p)], b[bStart + shape.b(p, j)])
                    }
                    total = start == 0 ? chain : total + chain
                }
                c.append(total)
            }
        }
    }
    return c
}
