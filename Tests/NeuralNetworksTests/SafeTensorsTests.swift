import Computation
import NeuralNetworks
import Testing

/// The bytes of a file with this header and so many bytes of numbers.
func safeTensors(_ header: String, dataCount: Int) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
        + [UInt8](repeating: 0, count: dataCount)
}

@Suite("Safetensors")
struct SafeTensorsTests {
    static let example = SafeTensors(
        [
            "layers.1.weight": Tensor([1, -2, .infinity, 0x1p-149, -0.0, 6], shape: [2, 3]),
            "layers.1.bias": Tensor([0.5, 0.25] as [Float]),
            "labels": Tensor([7, -1, .max, .min] as [Int32], shape: [4]),
            "pixels": Tensor([0, 255, 3] as [UInt8], shape: [3, 1, 1]),
            "scalar": Tensor([42] as [Float], shape: []),
            "nothing": Tensor([] as [Float], shape: [0, 3]),
            "name with \"quotes\", \\ and λ\n\u{1}": Tensor([1] as [Float]),
        ],
        metadata: ["format": "pt", "note": "a \"word\"\tand 𝄞"]
    )

    @Test("What is written is read again, and its numbers begin at a multiple of eight")
    func roundTrip() throws {
        let bytes = try Self.example.encoded()
        #expect(try SafeTensors(decoding: bytes, file: "x") == Self.example)
        #expect(bytes[0] % 8 == 0)
        #expect(try SafeTensors(decoding: try SafeTensors().encoded(), file: "x") == SafeTensors())
    }

    @Test("The order is that of the reference: wider types first, then names")
    func order() throws {
        let file = SafeTensors([
            "b": Tensor([1] as [UInt8]), "a": Tensor([2] as [UInt8]),
            "z": Tensor([3] as [Int32]), "y": Tensor([1] as [Float]),
        ])
        let header =
            #"{"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
            + #""z":{"dtype":"I32","shape":[1],"data_offsets":[4,8]},"#
            + #""a":{"dtype":"U8","shape":[1],"data_offsets":[8,9]},"#
            + #""b":{"dtype":"U8","shape":[1],"data_offsets":[9,10]}}    "#
        var expected = safeTensors(header, dataCount: 0)
        expected += [0, 0, 0x80, 0x3F, 3, 0, 0, 0, 2, 1]
        #expect(try file.encoded() == expected)
    }

    @Test("Not-a-numbers keep their bits")
    func notANumber() throws {
        let number = Float(bitPattern: 0x7FC0_1234)
        let file = SafeTensors(["x": Tensor([number])])
        let read = try SafeTensors(decoding: file.encoded(), file: "x")
        #expect(read["x"]?.floats.first?.bitPattern == number.bitPattern)
    }

    @Test("Other element types are converted")
    func conversions() throws {
        func read(_ type: String, _ data: [UInt8]) throws -> Tensor? {
            let width = ["F64": 8, "I64": 8, "U64": 8, "U32": 4, "I8": 1, "BOOL": 1][type] ?? 2
            let header =
                #"{"x":{"dtype":"\#(type)","shape":[\#(data.count / width)],"#
                + #""data_offsets":[0,\#(data.count)]}}"#
            return try SafeTensors(
                decoding: safeTensors(header, dataCount: 0) + data,
                file: "x"
            )["x"]
        }
        let halves: [UInt8] = [
            0, 0x3C, 0, 0xC0, 1, 0, 0xFF, 0x7B, 0, 0x7C, 0, 0xFC, 0, 0x80, 0x55, 0x35,
        ]
        #expect(
            try read("F16", halves)?.floats
                == [1, -2, 0x1p-24, 65504, .infinity, -.infinity, -0.0, 0.333251953125]
        )
        #expect(try read("F16", [1, 0x7E])?.floats.first?.isNaN == true)
        #expect(try read("BF16", [0x80, 0x3F, 0x00, 0xC0])?.floats == [1, -2])
        #expect(try read("F64", [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])?.floats == [1])
        #expect(
            try read("I64", [0xFE, 255, 255, 255, 255, 255, 255, 255])?.storage == .int32([-2])
        )
        #expect(try read("U32", [1, 0, 0, 0])?.storage == .int32([1]))
        #expect(try read("I8", [0xFF, 2])?.storage == .int32([-1, 2]))
        #expect(try read("U16", [0xFF, 0xFF])?.storage == .int32([65_535]))
        #expect(try read("I16", [0xFF, 0xFF])?.storage == .int32([-1]))
        #expect(try read("BOOL", [0, 1])?.storage == .uint8([0, 1]))
    }

    @Test("A tensor cannot have the name of the metadata")
    func reservedName() throws {
        let error = #expect(throws: SafeTensorsError.self) {
            try SafeTensors(["__metadata__": Tensor([1] as [Float])]).encoded()
        }
        #expect(
            error?.description
                == "safetensors: no tensor can be called \"__metadata__\"; rename it"
        )
    }

    @Test("Space before and within the header is read")
    func lenient() throws {
        let header =
            " \n{ \"x\" :\t{\"shape\":[ ],\"dtype\":\"U8\",\"data_offsets\":[0 , 1]} }\r\n "
        let file = try SafeTensors(decoding: safeTensors(header, dataCount: 1), file: "x")
        #expect(file == SafeTensors(["x": Tensor([0] as [UInt8], shape: [])]))
        let escaped = #"{"\u00e9\ud834\udd1e\/":{"dtype":"U8","shape":[],"data_offsets":[0,1]}}"#
        let names = try SafeTensors(decoding: safeTensors(escaped, dataCount: 1), file: "x")
        #expect(names.tensors.keys.first == "é𝄞/")
    }

    @Test("A file cut anywhere is refused")
    func truncation() throws {
        let bytes = try Self.example.encoded()
        for count in bytes.indices {
            #expect(throws: SafeTensorsError.self, "\(count) bytes") {
                try SafeTensors(decoding: Array(bytes[..<count]), file: "x")
            }
        }
    }

    @Test("Thousands of damaged files end in an error or in tensors, never in a trap")
    func mutations() throws {
        let bytes = try Self.example.encoded()
        var stream = RandomStream(seed: 1, for: "mutations")
        var refused = 0
        for _ in 0..<3_000 {
            var damaged = bytes
            for _ in 0...stream.integer(below: 3) {
                let place = stream.integer(below: min(damaged.count, 700))
                switch stream.integer(below: 4) {
                case 0: damaged[place] = UInt8(stream.integer(below: 256))
                case 1: damaged[place] ^= 1 << UInt8(stream.integer(below: 8))
                case 2: damaged.remove(at: place)
                default:
                    damaged.insert(
                        Array("0919\"{}[],:\\u-e".utf8).randomElement(using: &stream) ?? 0,
                        at: place
                    )
                }
            }
            do { _ = try SafeTensors(decoding: damaged, file: "x") } catch { refused += 1 }
        }
        #expect(refused > 2_000)
    }
}
