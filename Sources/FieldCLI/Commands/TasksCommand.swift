import ArgumentParser
import FieldModel
import Terminal

struct TasksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tasks",
        abstract: say("Visa vad granskarna vill ha av dig.", "Show what reviewers want of you."),
        discussion: say(
            """
            Obesvarade frågor om det du har skrivit in, och poster som är tilldelade dig. De kommer med
            field sync, och svaren går tillbaka samma väg.

              field tasks
              field answer 3f2a81c0 "Lampan närmast uppgången, den var släckt redan i måndags"
            """,
            """
            Unanswered questions about what you recorded, and records that are assigned to you. They come
            with field sync, and the answers go back the same way.

              field tasks
              field answer 3f2a81c0 "The lamp nearest to the exit, it was out on Monday already"
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Flag(
        help: ArgumentHelp(say("Alla obesvarade frågor i rummet.", "Every unanswered question of the space."))
    )
    var all = false

    func run() throws {
        let workplace = try Workplace(common)
        let tasks = try workplace.tasks(all: all)
        if common.json {
            for view in tasks { workplace.console.print(RecordDocument(view).line) }
        } else if tasks.isEmpty {
            workplace.console.tell(workplace.texts.noTasks)
        } else {
            try workplace.show(tasks: tasks)
        }
    }
}
