import ArgumentParser
import FieldModel

/// How grave an observation or an incident is.
struct GravityOption: ParsableArguments {
    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            say("Hur allvarligt; annars kategorins eget.", "How grave; else the category's own."),
            valueName: say("allvar", "gravity")
        ),
        completion: .choices(of: Gravity.self)
    )
    var gravity: String?
}
