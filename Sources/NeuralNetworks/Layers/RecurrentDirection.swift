/// In which direction a recurrent layer takes the steps of a sequence.
public enum RecurrentDirection: String, Hashable, Sendable, Codable, CaseIterable {
    /// From the first step to the last.
    case forward
    /// From the last step to the first.
    case backward
    /// Both ways, by two layers whose states stand one after another: the forward ones, then the backward
    /// ones. Source: Schuster and Paliwal, 1997.
    case both

    /// Whether each of its layers goes backwards.
    var areBackward: [Bool] {
        switch self {
        case .forward: [false]
        case .backward: [true]
        case .both: [false, true]
        }
    }
}
