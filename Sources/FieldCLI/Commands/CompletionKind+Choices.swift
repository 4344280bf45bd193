import ArgumentParser
import FieldModel
import Terminal

extension CompletionKind {
    /// The words of an enumeration in the language of this process.
    static func choices<Choices: Choice>(of type: Choices.Type) -> CompletionKind {
        .list(
            Choices.allCases.map { choice in
                say(choice.label.swedish, choice.identifier).contains(" ")
                    ? choice.identifier : say(choice.label.swedish, choice.identifier)
            }
        )
    }
}
