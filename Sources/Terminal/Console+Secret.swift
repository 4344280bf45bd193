import Glibc

extension Console {
    /// What came of asking for something that nobody is to see.
    package enum Secret: Hashable, Sendable {
        case typed(String)
        /// The end of input.
        case ended
        /// Ctrl-C.
        case interrupted
    }

    /// Asks for one line without showing what is typed; where standard input is no terminal, reads a line of
    /// it.
    ///
    /// The terminal passes on each key as it is typed, Ctrl-C too, so that its settings are put back however
    /// the line ends.
    package func askSecretly(_ question: String) -> Secret {
        var former = termios()
        guard tcgetattr(STDIN_FILENO, &former) == 0 else { return readLine().map { .typed($0) } ?? .ended }
        var silent = former
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0 else { return .ended }
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &former)
            tellUnended("\n")
        }
        tellUnended(question + " ")
        return Self.silentLine()
    }

    private static func silentLine() -> Secret {
        var line: [UInt8] = []
        while true {
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return .ended }
            switch byte {
            case Key.enter, Key.newline: return .typed(String(decoding: line, as: UTF8.self))
            case Key.interrupt: return .interrupted
            case Key.end: if line.isEmpty { return .ended }
            case Key.eraseLine: line = []
            case Key.erase, Key.backspace: line = Array(String(decoding: line, as: UTF8.self).dropLast().utf8)
            default: if byte >= Key.firstPrintable { line.append(byte) }
            }
        }
    }

    /// Bytes that a terminal sends for keys.
    private enum Key {
        static let interrupt: UInt8 = 0x03
        static let end: UInt8 = 0x04
        static let backspace: UInt8 = 0x08
        static let newline: UInt8 = 0x0A
        static let enter: UInt8 = 0x0D
        static let eraseLine: UInt8 = 0x15
        static let firstPrintable: UInt8 = 0x20
        static let erase: UInt8 = 0x7F
    }
}
