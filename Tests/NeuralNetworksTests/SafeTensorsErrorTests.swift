import Computation
import NeuralNetworks
import Testing

@Suite("Safetensors errors")
struct SafeTensorsErrorTests {
    struct Case: CustomTestStringConvertible {
        let bytes: [UInt8]
        let message: String
        var testDescription: String { message }

        init(_ bytes: [UInt8], _ message: String) {
            (self.bytes, self.message) = (bytes, message)
        }

        /// A header and as many zero bytes of numbers.
        init(_ header: String, _ dataCount: Int, _ message: String) {
            self.init(safeTensors(header, dataCount: dataCount), message)
        }

        init(_ header: String, _ message: String) { self.init(header, 0, message) }
    }

    static let foreign = "it is no safetensors file or is damaged"
    static let incomplete = "it is incomplete, copy or download it again"

    static func entry(_ name: String, _ begin: Int, _ end: Int, shape: String = "[4]") -> String {
        #""\#(name)":{"dtype":"U8","shape":\#(shape),"data_offsets":[\#(begin),\#(end)]}"#
    }

    static let cases: [Case] = [
        Case([], "the file has 0 bytes, a safetensors file has at least 10; \(incomplete)"),
        Case(
            [1, 0, 0, 0, 0, 0, 0],
            "the file has 7 bytes, a safetensors file has at least 10; \(incomplete)"
        ),
        Case(
            [1, 0xE1, 0xF5, 5, 0, 0, 0, 0, 0x7B],
            "the header claims 100,000,001 bytes, at most 100,000,000 are allowed; \(foreign)"
        ),
        Case(
            [UInt8](repeating: 255, count: 16),
            "the header claims 18,446,744,073,709,551,615 bytes, at most 100,000,000 are allowed; "
                + foreign
        ),
        Case(
            [100, 0, 0, 0, 0, 0, 0, 0, 0x7B],
            "the file ends after 1 of the header's 100 bytes; \(incomplete)"
        ),
        Case(
            [2, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0xFF],
            "the header is not text; \(foreign)"
        ),
        Case("", "the header should have \"{\" at its byte 0; \(foreign)"),
        Case("[]", "the header should have \"{\" at its byte 0; \(foreign)"),
        Case("{} x", "the header should have its end at its byte 3; \(foreign)"),
        Case("{", "the header should have a key in quotes at its byte 1; \(foreign)"),
        Case(
            "{\"a",
            "the header should have the closing quote of a text at its byte 3; \(foreign)"
        ),
        Case("{\"a\"}", "the header should have \":\" at its byte 4; \(foreign)"),
        Case("{\"a\":1}", "the header should have \"{\" at its byte 5; \(foreign)"),
        Case(
            "{\"\\x\":{}}",
            "the header should have an escape at its byte 3; \(foreign)"
        ),
        Case(
            "{\"\\u12g4\":{}}",
            "the header should have four hexadecimal digits at its byte 6; \(foreign)"
        ),
        Case(
            "{\"\\ud834x\":{}}",
            "the header should have the second half of a character at its byte 8; \(foreign)"
        ),
        Case(
            "{\"a\nb\":{}}",
            "the header should have an escape for a control character at its byte 3; \(foreign)"
        ),
        Case(
            #"{"__metadata__":{"a":1}}"#,
            "the header should have text as the value of \"a\" in the metadata at its byte 21; "
                + foreign
        ),
        Case(
            #"{"__metadata__":[]}"#,
            "the header should have \"{\" at its byte 16; \(foreign)"
        ),
        Case(
            #"{"__metadata__":{"a":"1","a":"2"}}"#,
            "the header has \"a\" twice; write the file again with distinct names"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[4]}}"#,
            4,
            "the header should have dtype, shape and two data_offsets of tensor \"a\" at its byte "
                + "5; \(foreign)"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,4]}}"#,
            4,
            "the header should have dtype, shape and two data_offsets of tensor \"a\" at its byte "
                + "5; \(foreign)"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[-1],"data_offsets":[0,4]}}"#,
            4,
            "the header should have a whole number at its byte 28; \(foreign)"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[4.0],"data_offsets":[0,4]}}"#,
            4,
            "the header should have \"]\" at its byte 29; \(foreign)"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[04],"data_offsets":[0,4]}}"#,
            4,
            "the header should have a whole number at its byte 30; \(foreign)"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,4]}}"#,
            4,
            "the header should have a number below 2⁶³ at its byte 46; \(foreign)"
        ),
        Case(
            #"{"a":{"dtype":"U8","shape":[4],"code":1,"data_offsets":[0,4]}}"#,
            4,
            "the header should have no key \"code\" in the entry of tensor \"a\" at its byte 38; "
                + foreign
        ),
        Case(
            #"{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#,
            4,
            "the header has \"a.dtype\" twice; write the file again with distinct names"
        ),
        Case(
            "{\(entry("a", 0, 4)),\(entry("a", 4, 8))}",
            8,
            "the header has \"a\" twice; write the file again with distinct names"
        ),
        Case(
            #"{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}"#,
            4,
            "tensor \"a\" has the element type \"F8_E4M3\", which is not read; convert it to F32"
        ),
        Case(
            "{\(entry("a", 0, 4, shape: "[3037000500,3037000500]"))}",
            4,
            "the shape of tensor \"a\" has more elements than can be counted; \(foreign)"
        ),
        Case(
            "{\(entry("a", 0, 0, shape: "[0,4294967296,4294967296]"))}",
            "the shape of tensor \"a\" has more elements than can be counted; \(foreign)"
        ),
        Case(
            "{\(entry("a", 0, 5))}",
            5,
            "tensor \"a\" has 5 bytes, its shape needs 4; \(foreign)"
        ),
        Case(
            "{\(entry("a", 4, 0))}",
            4,
            "tensor \"a\" begins at byte 4 and ends at 0; \(foreign)"
        ),
        Case(
            "{\(entry("a", 0, 4)),\(entry("b", 5, 9))}",
            9,
            "tensor \"b\" begins at byte 5, the one before it ends at 4; gaps are not allowed"
        ),
        Case(
            "{\(entry("a", 1, 5))}",
            5,
            "tensor \"a\" begins at byte 1, the one before it ends at 0; gaps are not allowed"
        ),
        Case(
            "{\(entry("a", 0, 4)),\(entry("b", 3, 7))}",
            7,
            "tensor \"b\" begins at byte 3, the one before it ends at 4; tensors may not overlap"
        ),
        Case(
            "{\(entry("a", 0, 4)),\(entry("b", 0, 4))}",
            4,
            "tensor \"b\" begins at byte 0, the one before it ends at 4; tensors may not overlap"
        ),
        Case(
            "{\(entry("a", 0, 4))}",
            3,
            "the file ends after 3 of 4 bytes of numbers; \(incomplete)"
        ),
        Case("{\(entry("a", 0, 4))}", 5, "1 byte follows the last tensor; \(foreign)"),
        Case("{}", 1, "1 byte follows the last tensor; \(foreign)"),
        Case(
            safeTensors(
                #"{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#,
                dataCount: 4
            ) + [1, 0, 0, 0],
            "tensor \"a\" holds 4,294,967,296, which int32 cannot hold; "
                + "convert it before it is saved"
        ),
        Case(
            safeTensors(
                #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
                dataCount: 0
            ) + [0x9C, 0x75, 0x00, 0x88, 0x3C, 0xE4, 0x37, 0x7E],
            "tensor \"a\" holds 1e+300, which float32 cannot hold; "
                + "convert it before it is saved"
        ),
        Case(
            safeTensors(
                #"{"a":{"dtype":"BOOL","shape":[1],"data_offsets":[0,1]}}"#,
                dataCount: 0
            ) + [2],
            "tensor \"a\" holds 2, which BOOL cannot hold; convert it before it is saved"
        ),
    ]

    @Test("Each fault has its words", arguments: cases)
    func message(_ fault: Case) {
        let error = #expect(throws: SafeTensorsError.self) {
            try SafeTensors(decoding: fault.bytes, file: "m.safetensors")
        }
        #expect(error?.description == "m.safetensors: \(fault.message)")
    }
}
