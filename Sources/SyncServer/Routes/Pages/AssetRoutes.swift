import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore

/// `/assets/{name}`: style and pictures of the pages.
struct AssetRoutes: Sendable {
    func add(to router: Router<ServerContext>) {
        router.get("assets/{name}") { request, context in
            guard let asset = context.parameters.get("name").flatMap({ PageAssets.all[$0] }) else {
                throw Refusal.unknownPath
            }
            return Self.answer(asset, to: request)
        }
    }

    /// A browser asks again each time, and gets the bytes only when another version has come.
    private static func answer(_ asset: PageAssets.Asset, to request: Request) -> Response {
        let tag = "\"" + Array(SHA256.hash(data: asset.bytes)).hexadecimal.prefix(32) + "\""
        var headers: HTTPTypes.HTTPFields = [
            .contentType: asset.mediaType, .eTag: tag, .cacheControl: "no-cache",
        ]
        guard request.headers[.ifNoneMatch] != tag else {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
        )
    }
}
