import Computation
import Datasets
import Testing

@Suite("Tokens as they come")
struct TokenDecoderTests {
    @Test(
        "Text token by token is the text of all tokens, for damaged UTF-8 too",
        arguments: 0..<100
    )
    func damaged(number: Int) throws {
        var stream = RandomStream(seed: 5, for: "damage", number)
        var bytes = TextSamples.random(number, count: 20).bytes
        for _ in 0..<stream.integer(below: 12) {
            bytes[stream.integer(below: bytes.count)] = UInt8(stream.integer(below: 256))
        }
        bytes.removeLast(min(bytes.count, stream.integer(below: 3)))
        let tokens = bytes.map(Int32.init)
        let whole = String(decoding: bytes, as: UTF8.self)
        let decoded = Tokenizer.bytes.decode(tokens)
        #expect(decoded.bytes == whole.bytes)
        var decoder = TokenDecoder(.bytes)
        var parts = ""
        for token in tokens { parts += decoder.decode([token]) }
        parts += decoder.finish()
        #expect(parts.bytes == whole.bytes)
    }

    @Test("A character is held back until its last byte has come")
    func heldBack() {
        var decoder = TokenDecoder(.bytes)
        let parts = "a€\u{1F600}".utf8.map { decoder.decode([Int32($0)]) }
        #expect(parts == ["a", "", "", "€", "", "", "", "\u{1F600}"])
        let cut = decoder.decode([0xE2, 0x82])
        #expect(cut.isEmpty)
        let rest = decoder.finish()
        #expect(rest == "\u{FFFD}")
        let again = decoder.finish()
        #expect(again.isEmpty)
    }

    @Test("Every kind decodes token by token as all at once")
    func kinds() throws {
        let text = TextSamples.random(11, count: 200) + "one two, three"
        for tokenizer in try TextSamples.tokenizers(text, end: true) {
            var decoder = TokenDecoder(tokenizer)
            var parts = ""
            for token in try tokenizer.encode(text) { parts += decoder.decode([token]) }
            parts += decoder.finish()
            #expect(parts.bytes == text.bytes)
        }
    }
}
