import Foundation
import NeuralNetworks
import Testing

@Suite("Padding")
struct PaddingTests {
    /// One direction of one padding, and where its windows lie.
    struct Placement: Sendable {
        let padding: Padding
        var direction = Padding.Direction.down
        let size, window, stride: Int
        var dilation = 1
        let before, count: Int
    }

    private static let uneven = Padding.explicit(top: 1, bottom: 2, left: 3, right: 0)

    static let placements = [
        Placement(padding: .valid, size: 28, window: 2, stride: 2, before: 0, count: 14),
        Placement(padding: .valid, size: 7, window: 3, stride: 2, before: 0, count: 3),
        Placement(padding: .valid, size: 8, window: 3, stride: 2, before: 0, count: 3),
        Placement(padding: .valid, size: 7, window: 3, stride: 1, dilation: 3, before: 0, count: 1),
        Placement(padding: .same, size: 28, window: 3, stride: 1, before: 1, count: 28),
        Placement(padding: .same, size: 28, window: 4, stride: 1, before: 1, count: 28),
        Placement(padding: .same, size: 7, window: 2, stride: 2, before: 0, count: 4),
        Placement(padding: .same, size: 8, window: 3, stride: 2, before: 0, count: 4),
        Placement(padding: .same, size: 7, window: 3, stride: 2, before: 1, count: 4),
        Placement(padding: .same, size: 9, window: 1, stride: 4, before: 0, count: 3),
        Placement(padding: .same, size: 3, window: 5, stride: 1, dilation: 2, before: 4, count: 3),
        Placement(padding: uneven, size: 5, window: 3, stride: 1, before: 1, count: 6),
        Placement(
            padding: uneven,
            direction: .across,
            size: 5,
            window: 3,
            stride: 2,
            before: 3,
            count: 3
        ),
    ]

    @Test("Windows lie where they should", arguments: placements)
    func placement(_ expected: Placement) throws {
        let found = try #require(
            expected.padding.place(
                expected.direction,
                size: expected.size,
                window: expected.window,
                stride: expected.stride,
                dilation: expected.dilation
            )
        )
        #expect(found.before == expected.before)
        #expect(found.count == expected.count)
    }

    @Test("What does not fit or makes no sense has no place")
    func misfits() {
        let huge = Padding.explicit(top: .max, bottom: .max, left: -1, right: 0)
        for (padding, size, window, stride, dilation) in [
            (.valid, 4, 5, 1, 1), (.valid, 4, 3, 1, 2), (.valid, 4, 0, 1, 1), (.same, 4, 2, 0, 1),
            (.same, 0, 2, 1, 1), (.same, 4, .max, 1, .max), (.valid, .max, 1, .max, 1),
            (.same, 4, 2, -1, 1), (.valid, 4, 2, 1, .min), (huge, 4, 2, 1, 1),
        ] as [(Padding, Int, Int, Int, Int)] {
            for direction in [Padding.Direction.down, .across] {
                let place = padding.place(
                    direction,
                    size: size,
                    window: window,
                    stride: stride,
                    dilation: dilation
                )
                #expect(place == nil, "\(padding) \(size) \(window) \(stride) \(dilation)")
            }
        }
    }

    @Test(
        "It comes back from JSON as it was",
        arguments: [
            (Padding.valid, "\"valid\""), (.same, "\"same\""),
            (uneven, #"{"bottom":2,"left":3,"right":0,"top":1}"#),
        ]
    )
    func coding(_ padding: Padding, _ json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(padding)
        #expect(String(decoding: data, as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(Padding.self, from: data) == padding)
    }

    @Test("A side that is left out has none; what is no padding is refused")
    func decoding() throws {
        let decoder = JSONDecoder()
        let causal = try decoder.decode(Padding.self, from: Data(#"{"left": 2}"#.utf8))
        #expect(causal == .explicit(top: 0, bottom: 0, left: 2, right: 0))
        for text in [#""full""#, #"{"lift": 2}"#, #"{"left": 0.5}"#, "1", "null"] {
            let error = #expect(throws: DecodingError.self) {
                _ = try decoder.decode(Padding.self, from: Data(text.utf8))
            }
            guard case .dataCorrupted(let context) = error else {
                Issue.record("\(text): \(String(describing: error))")
                continue
            }
            #expect(
                context.debugDescription
                    == "a padding is \"valid\", \"same\", or numbers for some of top, bottom, left, right"
            )
        }
    }
}
