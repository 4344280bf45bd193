/// Imports that cross a boundary: a target that Package.swift does not name, or a library outside its room.
enum ImportRule: Rule {
    static func findings(in file: SourceFile) -> [Finding] {
        guard let swift = file.swift, let target = file.target else { return [] }
        var findings: [Finding] = []
        for (index, line) in swift.code.enumerated() {
            guard let module = importedModule(line) else { continue }
            for fault in faults(of: module, in: file.path, target: target) {
                findings.append(Finding(file, line: index + 1, fault))
            }
        }
        return findings
    }

    /// Whether a folder may hold SQL: a room of that name, or the benchmark, which measures SQLite itself.
    static func isStoreRoom(_ path: String) -> Bool {
        path.contains("/Store/") || path.hasPrefix("Sources/Bench/")
    }

    private static let manifest = PackageManifest(
        SourceTree.files.first { $0.path == "Package.swift" }?.text ?? ""
    )

    private static func faults(of module: String, in path: String, target: String) -> [String] {
        var faults: [String] = []
        let declared = manifest.dependencies[target, default: []]
        if !toolchain.contains(module), module != target, !declared.contains(products[module] ?? module) {
            faults.append("\(module) is not among the dependencies of \(target) in Package.swift")
        }
        if let rooms = rooms[module], !path.hasPrefix("Tests/"), !rooms.contains(where: { path.contains($0) })
        {
            faults.append("\(module) may be imported in \(rooms.joined(separator: ", ")) only")
        }
        if let room = pureRooms.first(where: { path.hasPrefix($0.path) }), !room.modules.contains(module) {
            faults.append("\(room.path) is pure: it may not import \(module)")
        }
        return faults
    }

    /// What comes with Swift.
    private static let toolchain: Set<String> = [
        "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc", "Synchronization", "Testing",
        "Dispatch",
    ]

    /// Modules that come with a product of another name.
    private static let products = [
        "HummingbirdCore": "Hummingbird", "SwiftASN1": "X509",
        "GRDBSQLite": "GRDB", "NIOPosix": "NIOPosix",
    ]

    /// Libraries that only some rooms may know, as DESIGN's modules and rooms say.
    private static let rooms = [
        "GRDB": ["/Store/", "Sources/Bench/"],
        "GRDBSQLite": ["/Store/", "Sources/Bench/"],
        "CCurl": ["SyncCore/Transport/"],
        "CZstd": ["SyncCore/Log/"],
        "ArgumentParser": ["Sources/FieldCLI/", "Sources/FieldServer/", "Sources/Terminal/"],
        "Hummingbird": ["Sources/SyncServer/"],
        "JWTKit": ["SyncServer/OpenID/"],
        "Mustache": ["SyncServer/Pages/"],
        "SwiftCSV": ["Sources/Imports/"],
    ]

    private static let plain: Set<String> = ["Foundation", "FoundationEssentials"]

    /// Rooms without input or output: everything in them is a function of its arguments.
    private static let pureRooms: [(path: String, modules: Set<String>)] = [
        ("Sources/SyncCore/Value/", plain),
        ("Sources/SyncCore/Clock/", plain),
        ("Sources/SyncCore/Schema/", plain),
        ("Sources/SyncCore/Log/", plain.union(["Crypto", "CZstd", "SwiftProtobuf"])),
        ("Sources/SyncCore/Merge/", plain.union(["Crypto", "SwiftProtobuf"])),
        ("Sources/SyncCore/Wire/", plain.union(["Crypto", "SwiftProtobuf"])),
        ("Sources/FieldModel/", plain.union(["Crypto", "SyncCore", "Synchronization"])),
        ("Sources/Situation/", plain.union(["FieldModel", "SyncCore"])),
        ("Sources/Imports/", plain.union(["FieldModel", "Situation", "SyncCore", "SwiftCSV"])),
    ]

    private static func importedModule(_ line: String) -> String? {
        var words = line.split(separator: " ")[...]
        while let word = words.first, word != "import" {
            guard word.hasPrefix("@") || accesses.contains(word) else { return nil }
            words = words.dropFirst()
        }
        words = words.dropFirst()
        if let kind = words.first, kinds.contains(kind) { words = words.dropFirst() }
        return words.first.map { String($0.prefix { $0 != "." }) }
    }

    private static let accesses: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "func", "protocol", "typealias", "var",
    ]
}
