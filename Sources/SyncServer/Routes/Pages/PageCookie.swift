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

    /// What the browser of somebody who is in now keeps: the session, and the person's own language.
    static func entered(_ session: Secret, _ person: SignedIn?) -> [Cookie] {
        [Self.session(session)] + (person?.account.language.map { [language($0)] } ?? [])
    }

    static let attempt = "__Host-faltbild-city"
    /// Seconds in which somebody signs in at the provider.
    private static let attemptAge = 10 * 60

    /// Sent along when the provider sends the browser back: that is a plain link from elsewhere, for which
    /// `Lax` is enough.
    static func attempt(_ attempt: SignInAttempt) -> Cookie { attemptCookie(attempt.cookie, age: attemptAge) }

    static var noAttempt: Cookie { attemptCookie("", age: 0) }

    private static func attemptCookie(_ value: String, age: Int) -> Cookie {
        Cookie(
            name: attempt,
            value: value,
            maxAge: age,
            path: "/",
            secure: true,
            httpOnly: true,
            sameSite: .lax
        )
    }

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
