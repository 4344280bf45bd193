public import FoundationEssentials

/// A refusal, as `application/problem+json` (RFC 9457) carries it.
public struct Problem: Error, Hashable, Sendable {
    public let code: Code
    /// The HTTP status.
    public let status: Int
    /// A short summary, the same for every problem of the code.
    public let title: String
    /// What happened, what is safe, what to do.
    public let detail: String
    /// A fresh nonce for a ``SessionProof``; with `unauthorised`.
    public let nonce: [UInt8]?
    /// An encoded ``SignedHead``; with `history-differs`.
    public let head: [UInt8]?

    public init(_ code: Code, detail: String, nonce: [UInt8]? = nil, head: [UInt8]? = nil) {
        self.code = code
        status = code.status
        title = code.title
        self.detail = detail
        self.nonce = nonce
        self.head = head
    }

    /// A refusal that came without a document: from a proxy, or from another server.
    init(_ code: Code, status: Int) {
        self.code = code
        self.status = status
        title = code.title
        detail = "The answer was HTTP \(status)."
        nonce = nil
        head = nil
    }

    /// The content type of problem documents.
    public static let mediaType = "application/problem+json"

    /// The document's bytes.
    public func encoded() throws -> Data {
        let document = Document(
            type: Self.typePrefix + code.rawValue,
            title: title,
            status: status,
            detail: detail,
            nonce: nonce?.hexadecimal,
            head: head.map { Data($0).base64EncodedString() }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document)
    }

    /// Reads a document.
    ///
    /// Unknown types give ``Code-swift.enum/unknown``; unknown members are ignored. The answer's own status
    /// counts where the document has none.
    public init(decoding bytes: Data, status: Int) throws(WireError) {
        guard let document = try? JSONDecoder().decode(Document.self, from: bytes) else {
            throw .malformed(.problem)
        }
        code = Self.code(ofType: document.type ?? "")
        self.status = document.status ?? status
        title = document.title ?? code.title
        detail = document.detail ?? ""
        nonce = document.nonce.flatMap { [UInt8](hexadecimal: $0) }
        head = document.head.flatMap { Data(base64Encoded: $0) }.map(Array.init)
    }

    private static let typePrefix = "urn:faltbild:problem:"

    private static func code(ofType type: String) -> Code {
        guard type.hasPrefix(typePrefix) else { return .unknown }
        return Code(rawValue: String(type.dropFirst(typePrefix.count))) ?? .unknown
    }

    private struct Document: Codable {
        var type: String?
        var title: String?
        var status: Int?
        var detail: String?
        var nonce: String?
        var head: String?
    }
}
