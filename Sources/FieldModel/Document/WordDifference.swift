/// How one text became another, word by word.
public struct WordDifference: Hashable, Sendable {
    /// A run of words with the white space between them.
    public struct Part: Hashable, Sendable {
        /// Which of the two texts has the words.
        public enum Standing: Hashable, Sendable {
            case same, added, removed
        }

        public let text: String
        public let standing: Standing
    }

    /// In reading order; what was removed stands before what took its place.
    public let parts: [Part]

    /// Words beyond which texts are compared as wholes.
    static let mostWords = 2_000

    /// Compares two texts.
    ///
    /// Complexity: O(*n* × *d*) in the words and the differences (Myers 1986, in the standard library).
    public init(from former: String, to text: String) {
        let (old, new) = (Self.words(former), Self.words(text))
        guard old.count <= Self.mostWords, new.count <= Self.mostWords else {
            parts = [Part(text: former, standing: .removed), Part(text: text, standing: .added)]
            return
        }
        let difference = new.difference(from: old)
        let removed = Set(difference.removals.map(\.place))
        let added = Set(difference.insertions.map(\.place))
        var pieces: [(Substring, Part.Standing)] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            if removed.contains(oldIndex) {
                pieces.append((old[oldIndex], .removed))
                oldIndex += 1
            } else if added.contains(newIndex) {
                pieces.append((new[newIndex], .added))
                newIndex += 1
            } else {
                pieces.append((new[newIndex], .same))
                oldIndex += 1
                newIndex += 1
            }
        }
        parts = Self.joined(pieces)
    }

    /// Runs of white space and runs of everything else.
    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var rest = text[...]
        while let first = rest.first {
            let word = rest.prefix { $0.isWhitespace == first.isWhitespace }
            words.append(word)
            rest = rest[word.endIndex...]
        }
        return words
    }

    private static func joined(_ pieces: [(Substring, Part.Standing)]) -> [Part] {
        var parts: [Part] = []
        for (text, standing) in pieces {
            if let last = parts.last, last.standing == standing {
                parts[parts.count - 1] = Part(text: last.text + text, standing: standing)
            } else {
                parts.append(Part(text: String(text), standing: standing))
            }
        }
        return parts
    }
}

extension CollectionDifference.Change {
    /// Where it was removed, or is inserted.
    fileprivate var place: Int {
        switch self {
        case .remove(let offset, _, _), .insert(let offset, _, _): offset
        }
    }
}
