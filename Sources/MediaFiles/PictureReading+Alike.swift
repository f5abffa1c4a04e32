import Computation

extension PictureReading {
    /// How much pictures that are nearly the same have in common, as a correlation.
    ///
    /// Neither brightness nor contrast changes it; a photograph that is saved anew keeps nearly all.
    private static let likeness = 0.99

    /// Pairs of places in ``pictures`` that show nearly the same, though their files differ: of several that are alike
    /// as many pairs as join them.
    public var alike: [(Int, Int)] {
        guard case .uint8(let bytes) = pictures.storage, let count = pictures.shape.sizes.first,
            count > 0
        else { return [] }
        let size = bytes.count / count
        var joined = Array(0..<count)
        func root(_ place: Int) -> Int {
            var place = place
            while joined[place] != place {
                joined[place] = joined[joined[place]]
                place = joined[place]
            }
            return place
        }
        return PictureLooks.alike(looks).filter { one, other in
            guard contents[one] != contents[other], root(one) != root(other) else { return false }
            let first = bytes[one * size..<(one + 1) * size]
            let second = bytes[other * size..<(other + 1) * size]
            guard Self.correlation(first, second) >= Self.likeness else { return false }
            joined[root(other)] = root(one)
            return true
        }
    }

    /// The correlation of two rows of bytes; of rows that do not change, whether they are equal.
    static func correlation(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Double {
        let (a, b) = (one.span, other.span)
        var (sumA, sumB, squaresA, squaresB, products) = (0, 0, 0, 0, 0)
        for index in a.indices {
            let (x, y) = (Int(a[index]), Int(b[index]))
            (sumA, sumB) = (sumA + x, sumB + y)
            squaresA += x * x
            squaresB += y * y
            products += x * y
        }
        let count = a.count
        let spread = Double(count * squaresA - sumA * sumA) * Double(count * squaresB - sumB * sumB)
        guard spread > 0 else { return one.elementsEqual(other) ? 1 : 0 }
        return Double(count * products - sumA * sumB) / spread.squareRoot()
    }
}
