/// What Package.swift says that each target may import: its dependencies, read from the manifest's text.
struct PackageManifest {
    private(set) var dependencies: [String: Set<String>] = [:]

    init(_ text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        var aliases: [String: String] = [:]
        var target: String?
        for line in lines {
            if let (alias, product) = Self.alias(line) { aliases[alias] = product }
            if line.firstRange(of: "arget(") != nil { target = nil }
            let names = Self.quoted(after: "name: ", in: line)
            if line.firstRange(of: ".product(name:") != nil, let target, let product = names.first {
                dependencies[target, default: []].insert(product)
            } else if target == nil, let name = names.first {
                target = name
                dependencies[name] = []
            }
            // A target may lie in a folder of another name.
            if let target, let path = Self.quoted(after: "path: ", in: line).first {
                dependencies[String(path.split(separator: "/").last ?? "")] = dependencies[target]
            }
            guard let target, let list = Self.dependencyList(line) else { continue }
            for word in list {
                let product = aliases[word] ?? word
                dependencies[target, default: []].insert(product)
            }
        }
    }

    /// A line like `let grdb: Target.Dependency = .product(name: "GRDB", package: …)`.
    private static func alias(_ line: String) -> (String, String)? {
        guard line.hasPrefix("let "), line.contains(": Target.Dependency"),
            let product = quoted(after: "name: ", in: line).first
        else { return nil }
        return (String(line.dropFirst(4).prefix { $0 != ":" }), product)
    }

    /// The words of `dependencies: ["A", b]`, or of a line of a longer list.
    private static func dependencyList(_ line: String) -> [String]? {
        let words: Substring
        if let start = line.firstRange(of: "dependencies: [")?.upperBound {
            words = line[start...].prefix { $0 != "]" }
        } else if line.drop(while: { $0 == " " }).hasPrefix("\""), !line.contains(":") {
            words = line[...]
        } else {
            return nil
        }
        return words.split { $0 == "," || $0 == " " || $0 == "\"" }.map(String.init)
    }

    private static func quoted(after label: String, in line: String) -> [String] {
        var names: [String] = []
        var rest = line[...]
        while let range = rest.firstRange(of: label + "\"") {
            rest = rest[range.upperBound...]
            names.append(String(rest.prefix { $0 != "\"" }))
        }
        return names
    }
}
