import NeuralNetworks

/// A text as far as it is written.
///
/// Requests name all of it, so that the studio keeps nothing of a page.
struct WrittenText: Decodable, Hashable, Sendable {
    /// Its tokens, those that were given first.
    let tokens: [Int32]
    /// How many of them were given.
    let given: Int
}

/// How tokens are chosen.
struct SamplingRequest: Decodable, Hashable, Sendable {
    let temperature: Double
    let topK: Int?
    let topP: Double?

    /// The sampling.
    ///
    /// - Throws: ``StudioError`` where it makes no sense.
    func sampling() throws(StudioError) -> Sampling {
        let sampling = Sampling(temperature: temperature, topK: topK, topP: topP)
        if let problem = sampling.problem { throw .badRequest(problem) }
        return sampling
    }
}

/// Asks for the tokens that a text begins with, or for the words of tokens that are known.
struct ReadRequest: Decodable, Sendable {
    let prompt: String?
    let text: WrittenText?
}

/// Asks what might come after a text.
struct ChoiceRequest: Decodable, Sendable {
    let text: WrittenText
    let sampling: SamplingRequest
    /// The token that came, where the text went on.
    let drawn: Int32?
}

/// Asks for one more token.
struct WriteRequest: Decodable, Sendable {
    let text: WrittenText
    let sampling: SamplingRequest
    let seed: UInt64
    /// The token to go on with, where it is not to be drawn.
    let token: Int32?
}

/// Asks where attention looked to say what comes after a text.
struct AttentionRequest: Decodable, Sendable {
    let text: WrittenText
}

/// Asks what the gates of a recurrent layer did on the last steps of a text.
struct GatesRequest: Decodable, Sendable {
    let text: WrittenText
    /// The layer's number, from 0.
    let layer: Int
    /// Of how many steps.
    let steps: Int
}
