import Glibc
import Terminal

@main
enum Program {
    static func main() async {
        // What people wrote is for its owner alone, wherever the folder lies.
        umask(0o077)
        await CommandProgram.run(FieldProgram.self) { error in
            Texts(language: .current).failure(for: error)
        }
    }
}
