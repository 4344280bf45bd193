import HTTPTypes
import Hummingbird

extension Router<ServerContext> {
    private static let methods =
        [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]
        + [HTTPTypes.HTTPRequest.Method("QUERY")].compactMap(\.self)

    /// Answers every address that has been added with 405 for the methods that it does not take.
    ///
    /// Source: RFC 9110, section 15.5.6.
    func refuseOtherMethods() {
        for (path, routes) in Dictionary(grouping: routes, by: \.path.description) {
            var allowed = Set(routes.map(\.method))
            if allowed.contains(.get) { allowed.insert(.head) }
            let names = allowed.map(\.rawValue).sorted()
            for method in Self.methods where !allowed.contains(method) {
                on(RouterPath(path), method: method) { _, _ -> Response in
                    throw Refusal.methodNotAllowed(allowed: names)
                }
            }
        }
    }
}
