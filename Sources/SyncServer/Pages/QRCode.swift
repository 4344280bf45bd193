import CQREncode
import Foundation

/// A text as a QR code, for the camera of a phone or a laptop.
///
/// Source: ISO/IEC 18004, by libqrencode.
struct QRCode: Sendable {
    /// Modules that stay white on each side, as the standard asks for.
    private static let margin = 4

    private let side: Int
    /// Row by row.
    private let isDark: [Bool]

    /// - Returns: `nil` for a text that does not fit.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        isDark = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// An SVG picture as the address of an `img`.
    var address: String {
        let whole = side + 2 * Self.margin
        let squares = isDark.indices.filter { isDark[$0] }.map { index in
            "M\(index % side + Self.margin),\(index / side + Self.margin)h1v1h-1z"
        }
        let picture =
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 \(whole) \(whole)' "
            + "shape-rendering='crispEdges'>"
            + "<path fill='#fff' d='M0,0h\(whole)v\(whole)h-\(whole)z'/><path d='\(squares.joined())'/></svg>"
        return "data:image/svg+xml;base64," + Data(picture.utf8).base64EncodedString()
    }
}
