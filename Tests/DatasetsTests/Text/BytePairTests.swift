import Computation
import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Byte pairs as the papers describe them: everything is counted anew for each join.
private struct PlainBytePairs {
    var words: [[Int32]] = []
    var merges: [BytePair] = []

    static func pieces(_ text: String) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        TextPieces(text).forEachPairPiece { pieces.append(Array($0)) }
        return pieces
    }

    static func join(_ word: [Int32], _ pair: BytePair, as token: Int32) -> [Int32] {
        var word = word
        var place = 0
        while place + 1 < word.count {
            if word[place] == pair.first, word[place + 1] == pair.second {
                word.replaceSubrange(place...place + 1, with: [token])
            }
            place += 1
        }
        return word
    }

    init(_ text: String, atMost limit: Int) {
        words = Self.pieces(text).map { $0.map(Int32.init) }
        while merges.count < limit {
            var counts: [BytePair: Int] = [:]
            for word in words {
                for (first, second) in zip(word, word.dropFirst()) {
                    counts[BytePair(first: first, second: second), default: 0] += 1
                }
            }
            let most = counts.values.max() ?? 0
            guard most > 1, let best = counts.filter({ $0.value == most }).keys.min() else {
                return
            }
            let token = Int32(256 + merges.count)
            words = words.map { Self.join($0, best, as: token) }
            merges.append(best)
        }
    }

    /// The lowest pair of a piece is joined everywhere, until there is none.
    func tokens(of piece: [UInt8]) -> [Int32] {
        merges.enumerated().reduce(piece.map(Int32.init)) {
            Self.join($0, $1.element, as: Int32(256 + $1.offset))
        }
    }
}

@Suite("Byte pairs")
struct BytePairTests {
    /// Text of few letters, so that pairs overlap and tie.
    private func repetitive(_ number: Int) -> String {
        var stream = RandomStream(seed: 9, for: "repetitive", number)
        let letters = ["a", "a", "b", "c", " ", "é", "\n"].prefix(3 + number % 5)
        return (0..<120).map { _ in letters[stream.integer(below: letters.count)] }.joined()
    }

    @Test("Pairs are learned as by counting everything anew for each", arguments: 0..<40)
    func training(number: Int) {
        let text = number < 30 ? repetitive(number) : TextSamples.random(number, count: 120)
        let plain = PlainBytePairs(text, atMost: 60)
        var training = BytePairTraining(text)
        let merges = training.merges(atMost: 60)
        #expect(merges == plain.merges)
        #expect(!merges.isEmpty)
    }

    @Test("Pieces are joined as by going through all pairs in order", arguments: 0..<40)
    func encoding(number: Int) {
        let plain = PlainBytePairs(repetitive(number), atMost: 40)
        let merging = BytePairMerging(plain.merges)
        let learned = PlainBytePairs.pieces(repetitive(number))
        for piece in learned + PlainBytePairs.pieces(repetitive(number + 1)) {
            let tokens = merging.tokens(of: piece[...])
            #expect(tokens == plain.tokens(of: piece))
        }
        let afresh = learned.map { merging.tokens(of: $0[...]) }
        #expect(afresh == plain.words)
    }

    @Test("Text is cut into words with their space, numbers, signs and white space")
    func pieces() {
        let text = "I'm  sure: it's 20% of\n\n ne\u{301}e'LL\t"
        let pieces = PlainBytePairs.pieces(text).map { String(decoding: $0, as: UTF8.self) }
        #expect(
            pieces == [
                "I", "'m", " ", " sure", ":", " it", "'s", " 20", "%", " of", "\n\n", " ne\u{301}e",
                "'", "LL", "\t",
            ]
        )
        for number in 0..<30 {
            let text = TextSamples.random(number, count: 100)
            let joined = PlainBytePairs.pieces(text).flatMap(\.self)
            #expect(joined == text.bytes)
        }
    }

    @Test(
        "A run of a hundred thousand letters is learned and encoded, in tokens of 256 bytes at most"
    )
    func longPiece() throws {
        let text = String(repeating: "a", count: 100_000)
        let tokenizer = try Tokenizer.bytePairs(of: text, vocabulary: 300)
        #expect((264...300).contains(tokenizer.vocabularyCount))
        let tokens = try tokenizer.encode(text)
        #expect(tokens.count < 100_000 / 200)
        let back = tokenizer.decode(tokens)
        #expect(back == text)
    }

    @Test(
        "A megabyte of Shakespeare",
        .enabled(
            if: DataFolder.item("text/tinyshakespeare.txt") != nil,
            Comment(rawValue: DataFolder.missing)
        )
    )
    func shakespeare() throws {
        let path = try #require(DataFolder.item("text/tinyshakespeare.txt"))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let characters = try Tokenizer.characters(of: text)
        #expect(characters.vocabularyCount == 65)
        let one = try Tokenizer.bytePairs(of: text, vocabulary: 512)
        let two = try Tokenizer.bytePairs(of: text, vocabulary: 512)
        #expect(one == two)
        #expect(one.vocabularyCount == 512)
        let shown = (256..<262).map { one.token(at: $0) }
        #expect(shown == ["␣t", "he", "␣a", "ou", "␣s", "␣m"])
        let words = try Tokenizer.words(of: text, atMost: 20_000)
        for (tokenizer, least) in [(characters, 1), (one, 1.9), (words, 3.7)] {
            let tokens = try tokenizer.encode(text)
            let back = tokenizer.decode(tokens)
            #expect(back.bytes == text.bytes)
            let perToken = Double(text.utf8.count) / Double(tokens.count)
            #expect(perToken >= least, "\(tokenizer.kind)")
        }
    }
}
