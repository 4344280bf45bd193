import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct EnrollCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enroll",
        abstract: say("Anslut datorn till en server.", "Enrol this computer with a server."),
        discussion: say(
            """
            Förvaltaren ger dig en engångskod. Programmet frågar efter den, eller läser den från standard
            input; den skrivs aldrig på kommandoraden. Bryts förbindelsen: kör igen med samma kod.

              field enroll https://faltbild.stad.example
            """,
            """
            The administrator gives you a one-time code. The program asks for it, or reads it from standard
            input; it is never written on the command line. If the connection breaks: run it again with the
            same code.

              field enroll https://faltbild.stad.example
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Serverns adress.", "The server's address.")))
    var url: String

    func run() async throws {
        let console = Console.standard
        let texts = common.texts
        let address = try ServerAddress(url)
        let home = Home(common.home)
        try home.prepare()
        let code = try code(console, texts)
        let replica = try Replica(at: .file(home.store), schema: schema)
        let enrolment = Enrolment(replica: replica, keys: home.keys) { trust in
            CurlTransport(to: address, trusting: trust)
        }
        let enrolled = try await enrolment.enrol(with: code)
        var enrolments = try home.enrolments.read() ?? Enrolments()
        enrolments.add(enrolled, at: address)
        try home.enrolments.write(enrolments)
        if common.json {
            try console.printLines(enrolments.memberships)
        } else {
            console.print(texts.enrolled(enrolled.memberships))
        }
    }

    private func code(_ console: Console, _ texts: Texts) throws -> EnrolmentCode {
        guard let typed = console.ask(texts.codeQuestion), typed.contains(where: { !$0.isWhitespace }) else {
            throw CommandError.codeMissing
        }
        do throws(EnrolmentCodeError) {
            return try EnrolmentCode(typed)
        } catch {
            throw CommandError.code(error)
        }
    }
}
