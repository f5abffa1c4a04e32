import Datasets
import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite("Texts")
struct LanguageTextTests {
    @Test("A file is read byte by byte, without its byte-order mark")
    func reading() throws {
        try withTemporaryFolder { folder in
            let text = "e\u{301}\r\n\0é"
            try Data([0xEF, 0xBB, 0xBF] + text.bytes).write(to: URL(filePath: folder + "/a.txt"))
            let read = try LanguageText(file: folder + "/a.txt")
            #expect(read.text.bytes == text.bytes)
            let error = #expect(throws: DataFileError.self) {
                try LanguageText(file: folder + "/none.txt")
            }
            #expect(error?.problem == .unreadable(.missing))
        }
    }

    @Test(
        "Other files are refused with the place of the fault",
        arguments: [
            ([], "the file is empty; copy or download it again"),
            ([0xEF, 0xBB, 0xBF], "the file is empty; copy or download it again"),
            ([0xFF, 0xFE, 65, 0], "the text is encoded as UTF-16; save it as UTF-8"),
            ([0xFF, 0xFE, 0, 0, 65, 0, 0, 0], "the text is encoded as UTF-32; save it as UTF-8"),
            ([0x1F, 0x8B, 8, 0], "the file is compressed with gzip; decompress it first"),
            (
                [UInt8](repeating: 65, count: 1_000) + [0xE9, 65],
                "the byte E9 at offset 1,000 is no UTF-8; save the text as UTF-8"
            ),
            (
                [65, 0xED, 0xA0, 0x80],
                "the byte ED at offset 1 is no UTF-8; save the text as UTF-8"
            ),
            ([65, 0xE2, 0x82], "the byte E2 at offset 1 is no UTF-8; save the text as UTF-8"),
        ] as [([UInt8], String)]
    )
    func refused(bytes: [UInt8], message: String) {
        let error = #expect(throws: DataFileError.self) {
            try LanguageText(bytes: bytes, file: "a.txt")
        }
        #expect(error?.description == "a.txt: " + message)
    }

    @Test("The end of a text is cut off by its characters, whatever they are")
    func split() throws {
        let text = TextSamples.random(21, count: 200)
        for share in [0, 0.1, 0.5, 0.999] {
            let parts = try LanguageText(text).split(validation: share)
            let joined = parts.training.text.bytes + parts.validation.text.bytes
            #expect(joined == text.bytes)
            let count = Double(text.unicodeScalars.count)
            let held = Double(parts.validation.text.unicodeScalars.count)
            #expect(abs(held - share * count) < 1)
        }
        for share in [1, -0.1, .nan] {
            #expect(throws: LanguageTextError.self) {
                try LanguageText("ab").split(validation: share)
            }
        }
    }

    @Test("Loss by token becomes loss by character and byte")
    func score() throws {
        let score = LanguageScore(natsPerToken: 2, tokenCount: 3, characterCount: 12, byteCount: 24)
        func isNear(_ value: Double, _ expected: Double) -> Bool { abs(value - expected) < 1e-12 }
        #expect(isNear(score.bitsPerToken, 2.885390081777927))
        #expect(isNear(score.natsPerCharacter, 0.5))
        #expect(isNear(score.bitsPerCharacter, 0.7213475204444817))
        #expect(isNear(score.bitsPerByte, 0.3606737602222409))
        #expect(isNear(score.perplexity, 7.38905609893065))
        #expect(isNear(LanguageScore.nats(bits: LanguageScore.bits(nats: 1.5)), 1.5))
        // Who guesses among all bytes needs eight bits for each.
        let text = try RunningText(
            LanguageText("aéaéaéaéaé"),
            tokenizer: .bytes,
            validation: 0.4
        )
        let guess = text.score(natsPerToken: LanguageScore.nats(bits: 8))
        #expect(isNear(guess.bitsPerByte, 8))
        #expect(isNear(guess.bitsPerCharacter, 12))
        #expect(abs(guess.perplexity - 256) < 1e-9)
    }
}
