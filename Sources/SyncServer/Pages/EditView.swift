/// A form for one field, in the form that `field-input` reads.
struct EditView: Sendable {
    /// Values to choose one of.
    struct ChoicesView: Sendable {
        var all: [ChoiceView]
    }

    /// The elements of a set.
    struct ElementsView: Sendable {
        var all: [ElementView]
        /// Whether the form tells what the record had, so that what is unticked is taken away.
        var isEdit: Bool
        /// The names of its inputs.
        var keepName: String
        var moreName: String
        /// Whether more can be typed.
        var takesMore: Bool
    }

    /// One element of a set.
    struct ElementView: Sendable {
        /// Its canonical bytes in hexadecimal digits; the identifier of a choice in a new record's form.
        let value: String
        let label: String
        let isHeld: Bool
    }

    let name: String
    let label: String
    /// As it can be typed again.
    var value: String
    /// What the page showed; see ``Seen``.
    let seen: String
    /// The address below the record's that the form is sent to.
    var action = "field"
    var inputName = "value"
    var isLong = false
    var isLine = false
    var isSet = false
    var choices: ChoicesView?
    var elements: ElementsView?
    var hint: String?
}

/// One of several values, in a list to choose from.
struct ChoiceView: Sendable {
    let value: String
    let label: String
    let isSelected: Bool
}
