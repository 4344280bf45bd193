import FieldModel
import Foundation
import SyncCore

/// Addresses of a space's pages.
struct PagePath: Hashable, Sendable {
    private let base: String

    init(space: HostedSpace) {
        base = "/spaces/" + Self.escaped(space.name)
    }

    var queue: String { base + "/queue" }

    func record(_ key: RecordKey) -> String {
        let kind = Catalogue.kind(key.kind)?.name ?? String(key.kind.rawValue)
        return "\(base)/records/\(kind)/\(key.id.uuidString)"
    }

    static func escaped(_ text: String) -> String {
        let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_.~"))
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
