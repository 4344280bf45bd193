import HTTPTypes
import Hummingbird
import SwiftProtobuf
import SyncCore

extension Request {
    /// The token of the header `Authorization: Bearer …`.
    var bearerToken: Substring? {
        guard let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
            return nil
        }
        return header.dropFirst("bearer ".count)
    }

    /// Checks the content type of a request with a protobuf body.
    func requireProtobuf() throws(Refusal) {
        let type = headers[.contentType]?.split(separator: ";").first
        guard let type, type.lowercased() == Protobuf.mediaType else {
            throw .wrongContentType(expected: Protobuf.mediaType)
        }
    }

    /// Reads a body that is one protobuf message.
    func message<Message: SwiftProtobuf.Message>(
        _ type: Message.Type,
        named name: String
    ) async throws -> Message {
        try requireProtobuf()
        let buffer = try await body.collect(upTo: ServerLimits.requestBytes)
        guard let message = try? Message(serializedBytes: Array(buffer.readableBytesView)) else {
            throw Refusal.malformed(.message(name))
        }
        return message
    }

    /// A query parameter as it was sent.
    func parameter(_ name: String) -> Substring? {
        uri.queryParameters[name[...]]
    }

    /// Checks that no query parameter is given twice, except those that may be.
    func requireSingleParameters(except repeated: Set<Substring> = []) throws(Refusal) {
        var seen = repeated
        for (name, _) in uri.queryParameters where !repeated.contains(name) {
            guard seen.insert(name).inserted else {
                throw .malformed(.parameter(String(name), expected: "given once"))
            }
        }
    }

    /// The moment that a model or a listing is asked for; `nil` for now.
    var moment: AsOf? {
        get throws(Refusal) {
            guard let text = parameter("asOf") else { return nil }
            guard let moment = AsOf(text) else {
                throw .malformed(.parameter("asOf", expected: "generation.N, as /v1/spaces says it"))
            }
            return moment
        }
    }

    /// Refuses query parameters where there are none.
    func requireNoParameters() throws(Refusal) {
        guard let (name, _) = uri.queryParameters.first(where: { _ in true }) else { return }
        throw .malformed(.parameter(String(name), expected: "left out: this address takes none"))
    }

    /// A query parameter that is a number; `nil` if it is left out.
    func number(_ name: String, _ range: ClosedRange<UInt64>) throws(Refusal) -> UInt64? {
        guard let text = parameter(name) else { return nil }
        guard let number = UInt64(text), range.contains(number) else {
            throw .malformed(
                .parameter(name, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
            )
        }
        return number
    }

    /// A query parameter that is 1 or 0; 0 if it is left out.
    func flag(_ name: String) throws(Refusal) -> Bool {
        switch parameter(name) {
        case nil, "0": false
        case "1": true
        default: throw .malformed(.parameter(name, expected: "0 or 1"))
        }
    }
}

/// Protobuf over HTTP.
enum Protobuf {
    static let mediaType = "application/protobuf"
}

extension Response {
    /// A protobuf message or a stream of them, already encoded.
    init(protobuf bytes: [UInt8]) {
        self.init(
            status: .ok,
            headers: [.contentType: Protobuf.mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
