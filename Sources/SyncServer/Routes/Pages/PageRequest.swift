import FieldModel
import Foundation
import HTTPTypes
import Hummingbird

/// What pages read from a request, and set in an answer.
extension Request {
    /// Whether an answer is for a person who looks at it, not for a program.
    var isForPage: Bool {
        let first = uri.path.split(separator: "/").first ?? ""
        let isVersion = first.first == "v" && first.count > 1 && first.dropFirst().allSatisfy(\.isNumber)
        return !isVersion && !["healthz", "readyz", "metrics"].contains(first)
    }

    /// By the choice of the person, else by what the browser asks for, else Swedish.
    var language: Language {
        if let chosen = cookies[PageCookie.language].flatMap({ Language(rawValue: $0.value) }) {
            return chosen
        }
        let asked = headers[.acceptLanguage]?.split(separator: ",").compactMap { part in
            part.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
        }
        for tag in asked ?? [] {
            if let language = Language.allCases.first(where: { tag.hasPrefix($0.rawValue) }) {
                return language
            }
        }
        return .swedish
    }

    /// The session's secret, if the browser sends one.
    var session: Secret? { cookies[PageCookie.session].map { Secret($0.value) } }

    /// Whether a page of this server sent the form, as far as the browser tells.
    ///
    /// Every present browser tells (`Sec-Fetch-Site`, or `Origin`); a program need not.
    var isFromOwnPage: Bool {
        if let site = headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = headers[.origin], let host = head.authority else { return true }
        return origin.hasSuffix("://" + host)
    }
}

enum PageCookie {
    /// `__Host-`: the browser takes it only over TLS or loopback, for this host and the whole of it (RFC
    /// 6265bis, section 4.1.3.2).
    static let session = "__Host-faltbild"
    static let language = "faltbild-language"
    /// Seconds: a year.
    private static let languageAge = 365 * 24 * 60 * 60

    static func session(_ secret: Secret) -> Cookie {
        Cookie(name: session, value: secret.text, path: "/", secure: true, httpOnly: true, sameSite: .lax)
    }

    static var noSession: Cookie {
        Cookie(name: session, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .lax)
    }

    static func language(_ language: Language) -> Cookie {
        Cookie(
            name: Self.language,
            value: language.rawValue,
            maxAge: languageAge,
            path: "/",
            secure: true,
            httpOnly: true,
            sameSite: .lax
        )
    }
}

/// An address of this server to go on to.
struct LocalAddress: Hashable, Sendable {
    let path: String

    /// A path of this server; the start page for anything else, such as an address of another host.
    init(_ text: String?) {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            !text.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F })
        else {
            path = "/"
            return
        }
        path = text
    }

    /// The path as the value of a query parameter.
    var escaped: String {
        path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension HTTPTypes.HTTPField.Name {
    fileprivate static let secFetchSite: Self = {
        guard let name = Self("sec-fetch-site") else { preconditionFailure("a valid header name") }
        return name
    }()
}
