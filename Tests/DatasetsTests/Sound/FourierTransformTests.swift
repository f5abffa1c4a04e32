import Foundation
import Testing

@testable import Datasets

@Suite("Fourier transform")
struct FourierTransformTests {
    @Test("It is the sum that defines it", arguments: [4, 8, 64, 512])
    func definition(size: Int) {
        var state: UInt64 = 1
        let numbers = (0..<size).map { _ -> Float in
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Float(state >> 40) / Float(1 << 23) - 1
        }
        var transform = FourierTransform(size: size)
        // What was transformed before leaves nothing behind.
        transform.transform([1, 2, 3])
        transform.transform(numbers)
        for k in 0...size / 2 {
            var (real, imaginary) = (0.0, 0.0)
            for (n, number) in numbers.enumerated() {
                let angle = -2 * Double.pi * Double(k * n) / Double(size)
                real += Double(number) * cos(angle)
                imaginary += Double(number) * sin(angle)
            }
            #expect(abs(Double(transform.real[k]) - real) < 1e-4)
            #expect(abs(Double(transform.imaginary[k]) - imaginary) < 1e-4)
        }
    }

    @Test("Sizes become powers of two; what is missing is 0")
    func sizes() {
        #expect([0, 4, 5, 200].map { FourierTransform(size: $0).size } == [4, 4, 8, 256])
        var transform = FourierTransform(size: 8)
        transform.transform([1])
        #expect(transform.real == [Float](repeating: 1, count: 5))
    }
}
