import SyncCore
import SyncServer

extension Texts {
    func providerSet(_ provider: OpenIDProvider) -> String {
        pick(
            "Inloggning genom \(provider.issuer) gäller nu.\n"
                + "Registrera den här adressen där (redirect_uri): \(provider.redirectAddress)\n"
                + "Nästa steg, för var och en: field-server person identify",
            "Sign-in through \(provider.issuer) is on.\n"
                + "Register this address there (redirect_uri): \(provider.redirectAddress)\n"
                + "Next, for each person: field-server person identify"
        )
    }

    var noProvider: String {
        pick(
            "Stadens inloggning är inte inställd. Nästa steg: field-server openid set",
            "The city's sign-in is not set up. Next: field-server openid set"
        )
    }

    func lines(of provider: OpenIDProvider) -> String {
        """
        issuer        \(provider.issuer)
        client_id     \(provider.client)
        claim         \(provider.claim)
        redirect_uri  \(provider.redirectAddress)
        """
    }

    var providerRemoved: String {
        pick(
            "Stadens inloggning är borttagen. Alla loggar in med lösenord; kopplingarna finns kvar.",
            "The city's sign-in is removed. Everybody signs in by password; who is who stays."
        )
    }

    func personIdentified(_ pseudonym: String, isSomebody: Bool) -> String {
        isSomebody
            ? pick(
                "\(pseudonym) loggar in genom stadens inloggning. Namnet sparades inte.",
                "\(pseudonym) signs in through the city's sign-in. The name was not kept."
            )
            : pick(
                "\(pseudonym) loggar in med lösenord.",
                "\(pseudonym) signs in by password."
            )
    }

    func message(forAddress error: AddressError) -> String {
        let happened =
            switch error {
            case .notAnAddress(let text):
                pick("\"\(text)\" är ingen adress.", "\"\(text)\" is no address.")
            case .schemeNotSupported(let scheme):
                pick("Adresser med \(scheme): används inte.", "Addresses with \(scheme): are not used.")
            case .plainHTTP(let host):
                pick(
                    "\(host) är en annan dator, och http: skickar allt läsbart.",
                    "\(host) is another computer, and http: sends everything readable."
                )
            case .holdsCredentials:
                pick("Adressen innehåller ett lösenord.", "The address holds a password.")
            }
        return happened
            + pick(
                " Inget ändrades. Ange en adress som https://id.stad.example.",
                " Nothing changed. Give an address like https://id.stad.example."
            )
    }

    /// What stops a command about the city's sign-in; `nil` for anything else.
    func message(forOpenID error: ServerError) -> String? {
        switch error {
        case .providerNotUsed(let address, nil):
            pick(
                "\(address) svarade, men inte som OpenID Connect säger, eller för en annan utfärdare. "
                    + "Inget ändrades. Kontrollera --issuer.",
                "\(address) answered, but not as OpenID Connect says, or for another issuer. Nothing "
                    + "changed. Check --issuer."
            )
        case .providerNotUsed(let address, .certificateRefused?):
            pick(
                "\(address) visar ett certifikat som inte går att lita på. Inget ändrades. Ange utfärdarens "
                    + "certifikat med --authority.",
                "\(address) shows a certificate that is not trusted. Nothing changed. Give its certificate "
                    + "authority with --authority."
            )
        case .providerNotUsed(let address, _?):
            pick(
                "\(address) går inte att nå. Inget ändrades. Kontrollera --issuer och försök igen.",
                "\(address) cannot be reached. Nothing changed. Check --issuer and try again."
            )
        case .providerMissing:
            pick(
                "Stadens inloggning är inte inställd. Inget ändrades. Kör först field-server openid set.",
                "The city's sign-in is not set up. Nothing changed. First run field-server openid set."
            )
        case .identityTaken:
            pick(
                "Ett annat konto har redan den kopplingen. Inget ändrades. Ta bort den där med --nobody.",
                "Another account has that identity already. Nothing changed. Remove it there with --nobody."
            )
        default: nil
        }
    }
}
