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

    /// Where the browser reaches the server, without a path.
    var ownAddress: String { "\(head.scheme ?? "https")://\(head.authority ?? "localhost")" }

    /// What stands behind the question mark of the address.
    var query: FormFields { FormFields(uri.query ?? "") }

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
