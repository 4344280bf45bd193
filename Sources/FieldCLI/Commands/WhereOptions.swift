import ArgumentParser

/// Where and when something was seen.
struct WhereOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            say(
                "Området; annars platsens, annars vandringens.",
                "The area; else the place's, else the walk's."
            ),
            valueName: say("område", "area")
        )
    )
    var area: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            say("Platsen; annars vandringens.", "The place; else the walk's."),
            valueName: say("plats", "place")
        )
    )
    var place: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Läget: ”59.3630, 17.8720”, grader i WGS 84.",
                "The position: \"59.3630, 17.8720\", degrees of WGS 84."
            ),
            valueName: say("läge", "position")
        )
    )
    var position: String?

    @Option(
        help: ArgumentHelp(
            say(
                "När; annars nu: ”2024-11-13 14:30”, ”i går 9.30”.",
                "When; else now: \"2024-11-13 14:30\", \"yesterday 9.30\"."
            ),
            valueName: say("tid", "time")
        )
    )
    var at: String?
}
