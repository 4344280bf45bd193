import ArgumentParser
import FieldModel
import Terminal

/// `field`: what staff record with, where there is no connection, and sync with where there is.
struct FieldProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "field",
        abstract: say(
            "Anteckna i fält utan uppkoppling, synka sedan.",
            "Record in the field without a connection, sync later."
        ),
        discussion: say(
            """
            En vandring, från början till slut:

              field enroll https://faltbild.stad.example
              field walk start --type trygghetsvandring --place "Hässelby torg"
              field observe belysning "Tre lampor släckta vid uppgången"
              field walk end --participants 12
              field sync

            Allt sparas på datorn i samma stund; synka när det finns en uppkoppling.
            """,
            """
            A walk, from beginning to end:

              field enroll https://faltbild.stad.example
              field walk start --type safety_walk --place "Hässelby torg"
              field observe lighting "Three lamps out by the exit"
              field walk end --participants 12
              field sync

            Everything is saved on this computer at once; sync when there is a connection.
            """
        ),
        version: "field 0.1.0",
        subcommands: [
            EnrollCommand.self, WalkCommand.self, ObserveCommand.self, IncidentCommand.self,
            SettlementCommand.self, CleanupCommand.self, PlaceCommand.self, WeekCommand.self,
            RecordCommand.self, ImportCommand.self, PhotoCommand.self, ListCommand.self, ShowCommand.self,
            EditCommand.self, WithdrawCommand.self, RedactCommand.self, TasksCommand.self, AnswerCommand.self,
            ConflictsCommand.self, ResolveCommand.self, UndoCommand.self, DraftCommand.self,
            SyncCommand.self, BundleCommand.self, StatusCommand.self, DoctorCommand.self, LeaveCommand.self,
        ]
    )
}

/// The words of this process's language.
func say(_ swedish: String, _ english: String) -> String {
    Language.current.pick(swedish, english)
}
