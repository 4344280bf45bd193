import FieldModel
import Hummingbird

/// The cookies that pages set.
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
