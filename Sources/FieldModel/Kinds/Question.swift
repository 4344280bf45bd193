/// A reviewer's question: a task on the recorder's laptop until it is answered.
public enum Question: Kind {
    public static let record = Field<RecordReference>(16, "record", "post", .required)
    public static let text = Field<String>(17, "text", "fråga", english: "question", [.searched, .required])
    public static let answer = Field<String>(18, "answer", "svar", [.searched])

    public static let definition = KindDefinition(
        .question,
        "question",
        "fråga till fältet",
        english: "question to the field",
        fields: [record, text, answer]
    )
}
