import Foundation
package import Logging

/// Writes log lines as JSON objects, one a line, to standard error.
///
/// What may stand in them: request ids, methods, route patterns, status codes, durations, hashes of keys.
/// Never bodies, tokens, codes, query strings or names.
package struct JSONLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level
    private let label: String
    private let now: @Sendable () -> Int64
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameters:
    ///   - label: the logger's name.
    ///   - level: the least level that is written.
    ///   - now: milliseconds since 1970.
    ///   - write: takes one whole line.
    package init(
        label: String,
        level: Logger.Level = .info,
        now: @escaping @Sendable () -> Int64,
        write: @escaping @Sendable ([UInt8]) -> Void = Self.writeToStandardError
    ) {
        self.label = label
        self.now = now
        self.write = write
        logLevel = level
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var object: [String: String] = [:]
        for (key, value) in metadata { object[key] = "\(value)" }
        for (key, value) in event.metadata ?? [:] { object[key] = "\(value)" }
        object["time"] = Self.timestamp(now())
        object["level"] = event.level.rawValue
        object["message"] = "\(event.message)"
        object["logger"] = label
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(object) else { return }
        write(Array(line) + [UInt8(ascii: "\n")])
    }

    /// ISO 8601 in UTC, with milliseconds.
    private static func timestamp(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            .formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true)) + "Z"
    }

    /// One write a line, so that lines of several threads do not mix.
    package static let writeToStandardError: @Sendable ([UInt8]) -> Void = { line in
        // A log that cannot be written must not stop the server.
        _ = line.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
