import ArgumentParser

/// Which records a listing shows.
struct FilterOptions: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(say("I området.", "In the area."), valueName: say("område", "area"))
    )
    var area: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(say("På platsen.", "At the place."), valueName: say("plats", "place"))
    )
    var place: String?

    @Option(help: ArgumentHelp(say("Med den statusen.", "With the status.")))
    var status: String?

    @Option(
        help: ArgumentHelp(
            say("Från och med den dagen eller tiden.", "From that day or time on."),
            valueName: say("tid", "time")
        )
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            say("Till och med den dagen eller tiden.", "Until that day or time, included."),
            valueName: say("tid", "time")
        )
    )
    var until: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            say(
                "Med de orden i texten; det sista kan vara oavslutat.",
                "With these words; the last may be unfinished."
            ),
            valueName: say("ord", "words")
        )
    )
    var text: String?

    @Flag(help: ArgumentHelp(say("Tillbakatagna också.", "Withdrawn ones too.")))
    var withdrawn = false

    @Flag(help: ArgumentHelp(say("Bara de med öppna konflikter.", "Only those with open conflicts.")))
    var conflicts = false

    @Option(help: ArgumentHelp(say("Högst så många, 1–1000.", "At most so many, 1–1000.")))
    var limit = 50

    @Option(
        help: ArgumentHelp(
            say(
                "Var förra sidan slutade, som den sidan angav.",
                "Where the page before ended, as that page told."
            ),
            valueName: say("märke", "mark")
        )
    )
    var cursor: String?

    func validate() throws {
        guard (1...1_000).contains(limit) else {
            throw ValidationError(say("--limit är ett tal 1–1000.", "--limit is a number 1–1000."))
        }
    }
}
