extension Tokenizer {
    /// The tokens of a text.
    ///
    /// - Parameter text: Any text.
    /// - Returns: The tokens, none for an empty text; ``end`` is not among them.
    /// - Throws: ``TokenizerError/unknownCharacter(_:line:column:vocabularyCount:)`` where the vocabulary
    ///   is of characters, lacks one, and has no token for what is unknown. Other kinds never throw.
    public func encode(_ text: String) throws(TokenizerError) -> [Int32] {
        switch kind {
        case .characters: try encodeCharacters(text)
        case .bytes: text.utf8.map(Int32.init)
        case .words: encodeWords(text)
        case .bytePairs: encodePairs(text)
        }
    }

    /// The text of tokens.
    ///
    /// Bytes that are no UTF-8, the token for what is unknown, and numbers that are no token become `�`. The
    /// token for the end and negative numbers, which are padding, become nothing.
    public func decode(_ tokens: some Sequence<Int32>) -> String {
        var decoder = TokenDecoder(self)
        return decoder.decode(tokens) + decoder.finish()
    }

    private func encodeCharacters(_ text: String) throws(TokenizerError) -> [Int32] {
        var tokens: [Int32] = []
        tokens.reserveCapacity(text.utf8.count)
        var (line, column) = (1, 1)
        for scalar in text.unicodeScalars {
            guard let token = characters[scalar] ?? unknown else {
                throw .unknownCharacter(
                    scalar,
                    line: line,
                    column: column,
                    vocabularyCount: vocabularyCount
                )
            }
            tokens.append(token)
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return tokens
    }

    private func encodeWords(_ text: String) -> [Int32] {
        let unknown = Int32(bytes.count)
        var tokens: [Int32] = []
        TextPieces(text).forEachWordPiece { piece, isWord in
            if let token = numbers[Array(piece)] {
                tokens.append(token)
            } else if !isWord, piece.count > 1, piece.last == TextPieces.space {
                // A sign is known without the space after it, perhaps.
                tokens.append(numbers[Array(piece.dropLast())] ?? unknown)
                tokens.append(numbers[[TextPieces.space]] ?? unknown)
            } else {
                tokens.append(unknown)
            }
        }
        return tokens
    }

    private func encodePairs(_ text: String) -> [Int32] {
        // Most pieces of a text are words that it has many times.
        var known: [[UInt8]: [Int32]] = [:]
        var tokens: [Int32] = []
        TextPieces(text).forEachPairPiece { piece in
            if piece.count == 1 {
                tokens += piece.map(Int32.init)
                return
            }
            let key = Array(piece)
            if let found = known[key] {
                tokens += found
            } else {
                let found = merging.tokens(of: piece)
                known[key] = found
                tokens += found
            }
        }
        return tokens
    }
}
