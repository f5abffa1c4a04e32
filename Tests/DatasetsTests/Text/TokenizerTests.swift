import Computation
import Datasets
import Foundation
import TestSupport
import Testing

@Suite("Tokenizers")
struct TokenizerTests {
    @Test("Random Unicode text comes back byte by byte from every kind", arguments: 0..<60)
    func roundTrip(number: Int) throws {
        let text = TextSamples.random(number, count: 1 + number * 5)
        for tokenizer in try TextSamples.tokenizers(text) {
            let tokens = try tokenizer.encode(text)
            let range = 0..<Int32(tokenizer.vocabularyCount)
            #expect(tokens.allSatisfy { range.contains($0) })
            #expect(!tokens.contains { $0 == tokenizer.unknown })
            let back = tokenizer.decode(tokens)
            #expect(back.bytes == text.bytes, "\(tokenizer.kind)")
        }
    }

    @Test("Bytes and pairs know text that they have never seen")
    func unseen() throws {
        let pairs = try Tokenizer.bytePairs(of: "the cat and the dog", vocabulary: 270)
        for number in 0..<40 {
            let text = TextSamples.random(number, count: 80)
            for tokenizer in [pairs, .bytes] {
                let back = tokenizer.decode(try tokenizer.encode(text))
                #expect(back.bytes == text.bytes)
            }
        }
    }

    @Test("Characters are Unicode scalars in order; others are refused with their place")
    func characters() throws {
        let tokenizer = try Tokenizer.characters(of: "ba\ne\u{301}\r\n", end: true)
        let shown = (0...8).map { tokenizer.token(at: $0) }
        #expect(shown == ["\\n", "\\r", "a", "b", "e", "◌\u{301}", "<end>", "<none>", "<none>"])
        #expect(tokenizer.vocabularyCount == 7)
        #expect(tokenizer.end == 6)
        let tokens = try tokenizer.encode("ab\r\n")
        #expect(tokens == [2, 3, 1, 0])
        let error = #expect(throws: TokenizerError.self) {
            try tokenizer.encode("ab\r\nae\u{301}é")
        }
        #expect(
            error?.description
                == "the character \"é\" (U+00E9) in line 2, column 4 is none of the 7 "
                + "tokens; learn the tokenizer from text that has it, or give it a token for what is "
                + "unknown"
        )
        let lenient = try Tokenizer.characters(of: "ab", unknown: true)
        let replaced = lenient.decode(try lenient.encode("aéb"))
        #expect(replaced == "a\u{FFFD}b")
        #expect(lenient.unknown == 2)
        #expect(lenient.end == nil)
    }

    @Test("Words and signs: single spaces between words need no token, rare words are unknown")
    func words() throws {
        let text = "To be, or not to be:  that's (isn’t it?) the question.\nTo be."
        let tokenizer = try Tokenizer.words(of: text, atMost: 100)
        let tokens = try tokenizer.encode(text)
        let shown = tokens.map { tokenizer.token(at: Int($0)) }
        #expect(
            shown == [
                "To", "be", ",␣", "or", "not", "to", "be", ":␣", "␣", "that's", "␣", "(", "isn’t",
                "it", "?", ")␣", "the", "question", ".", "\\n", "To", "be", ".",
            ]
        )
        let few = try Tokenizer.words(of: "a b b b c c, a a a a", atMost: 3)
        #expect(few.vocabularyCount == 3)
        let kept = (0..<3).map { few.token(at: $0) }
        #expect(kept == ["a", "b", "<unknown>"])
        let lossy = few.decode(try few.encode("a c b"))
        #expect(lossy == "a \u{FFFD} b")
        // A sign that is known without the space after it comes back nevertheless.
        let apart = try Tokenizer.words(of: "a,b (a", atMost: 10)
        let back = apart.decode(try apart.encode("a, b"))
        #expect(back == "a, b")
    }

    @Test("Padding and ends are no text; numbers that are no token are shown as such")
    func specials() throws {
        for tokenizer in try TextSamples.tokenizers("good day", end: true) {
            let end = try #require(tokenizer.end)
            #expect(Int(end) == tokenizer.vocabularyCount - 1)
            let framed = [end] + (try tokenizer.encode("good day")) + [end, -1, -1]
            let text = tokenizer.decode(framed)
            #expect(text == "good day")
            let wrong = tokenizer.decode([end + 1])
            #expect(wrong == "\u{FFFD}")
            #expect(tokenizer.token(at: Int(end)) == "<end>")
            #expect(tokenizer.token(at: .max) == "<none>")
            #expect(tokenizer.token(at: .min) == "<none>")
        }
        #expect(Tokenizer.bytes.token(at: 0xE2) == "<E2>")
        #expect(Tokenizer.bytes.token(at: 0) == "\\u{00}")
        #expect(Tokenizer.bytes.vocabularyCount == 256)
    }

    @Test("What cannot be learned is said")
    func refused() {
        let empty = "the text is empty; give one to learn a vocabulary from"
        let cases: [(String, () throws -> Tokenizer)] = [
            (empty, { try .characters(of: "") }),
            (empty, { try .words(of: "", atMost: 10) }),
            (empty, { try .bytePairs(of: "", vocabulary: 300) }),
            (
                "a vocabulary of 1 tokens is too small; give 2 or more",
                { try .words(of: "a", atMost: 1) }
            ),
            (
                "a vocabulary of 256 tokens is too small; give 257 or more",
                { try .bytePairs(of: "a", vocabulary: 256, end: true) }
            ),
        ]
        for (message, make) in cases {
            let error = #expect(throws: TokenizerError.self) { try make() }
            #expect(error?.description == message)
        }
    }

    @Test("A tokenizer is written and read as it was", arguments: [false, true])
    func coding(end: Bool) throws {
        let text = TextSamples.random(7, count: 300)
        var all = try TextSamples.tokenizers(text, end: end)
        all.append(try .characters(of: "abc", unknown: true, end: end))
        #expect(Set(all).count == all.count)
        for tokenizer in all {
            let data = try JSONEncoder().encode(tokenizer)
            let read = try JSONDecoder().decode(Tokenizer.self, from: data)
            #expect(read == tokenizer)
            #expect(read.end == tokenizer.end)
            let known = tokenizer.kind == .characters ? "abc" : text
            let (before, after) = (try tokenizer.encode(known), try read.encode(known))
            #expect(before == after)
        }
    }

    @Test(
        "A damaged tokenizer is refused",
        arguments: [
            (#"{"kind": "byte pairs", "merges": "101"}"#, "not pairs of tokens"),
            (#"{"kind": "byte pairs", "merges": "101 x"}"#, "not pairs of tokens"),
            (#"{"kind": "byte pairs", "merges": "101 256"}"#, "not there yet"),
            (#"{"kind": "byte pairs", "merges": "-1 2"}"#, "not there yet"),
            (#"{"kind": "byte pairs", "merges": "1 2,1 2"}"#, "stands twice"),
            (#"{"kind": "characters", "characters": "aba"}"#, "a character stands twice"),
            (#"{"kind": "characters", "characters": ""}"#, "there is no character"),
            (#"{"kind": "words", "words": ["a", ""]}"#, "a word is empty"),
            (#"{"kind": "words", "words": ["a", "a"]}"#, "a word stands twice"),
            (#"{"kind": "runes"}"#, "runes"),
            (#"{"kind": "words"}"#, "words"),
        ]
    )
    func damaged(json: String, words: String) {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Tokenizer.self, from: Data(json.utf8))
        }
        let line = error.map { "\($0)" } ?? ""
        #expect(line.contains(words), "\(line)")
    }

    @Test("Merges that would double a token again and again end in an error, not in memory")
    func explosion() {
        let merges = "97 97," + (256..<320).map { "\($0) \($0)" }.joined(separator: ",")
        let json = #"{"kind": "byte pairs", "merges": "\#(merges)"}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Tokenizer.self, from: Data(json.utf8))
        }
    }
}
