import HTTPTypes

/// Names of header fields that the library does not know.
extension HTTPTypes.HTTPField.Name {
    static let secFetchSite = known("sec-fetch-site")
    static let referrerPolicy = known("referrer-policy")
    static let crossOriginOpenerPolicy = known("cross-origin-opener-policy")
    static let crossOriginResourcePolicy = known("cross-origin-resource-policy")
    static let permissionsPolicy = known("permissions-policy")
    /// What an administrator finds a failed request by in the log.
    static let requestID = known("x-request-id")

    /// A name that is written in the program; a fault in it is a fault of the build, and the tests meet it.
    static func known(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is not the name of a header") }
        return name
    }
}
