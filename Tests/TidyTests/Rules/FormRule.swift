/// The form of every text file: how lines end, and that nothing of the machine it was made on is left in it.
enum FormRule: Rule {
    static func findings(in file: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        if !file.text.isEmpty, file.text.utf8.last != UInt8(ascii: "\n") {
            findings.append(Finding(file, line: file.lines.count, "no newline at the end"))
        }
        if file.text.utf8.contains(UInt8(ascii: "\r")) {
            findings.append(Finding(file, line: 1, "carriage returns"))
        }
        for (index, line) in file.lines.enumerated() {
            if line.utf8.last == UInt8(ascii: " ") || line.utf8.last == UInt8(ascii: "\t") {
                findings.append(Finding(file, line: index + 1, "white space at the end of a line"))
            }
        }
        for place in machinePlaces where file.text.contains(place) {
            let line = file.lines.firstIndex { $0.contains(place) } ?? 0
            findings.append(Finding(file, line: line + 1, "a place of one machine: \(place)"))
        }
        return findings
    }

    /// Folders of one person's machine, and hosts that packages happened to come from.
    ///
    /// Written in two parts, so
    /// that this file does not trip over itself.
    private static let machinePlaces = [
        ("/wo", "rk/"), ("/tmp/scr", "atch"), ("/ho", "me/"), ("/Use", "rs/"), ("/ro", "ot/"),
        ("py", "pi.org"), ("python", "hosted.org"), ("npm", "js.org"), ("crates", ".io"),
        ("deb.deb", "ian.org"), ("proxy.go", "lang.org"), ("art", "ifactory"),
    ].map { $0 + $1 }
}
