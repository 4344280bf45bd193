extension LandOwnership {
    /// Who may have a settlement removed and the ground cleaned.
    ///
    /// Source: lagen (1990:746) om betalningsföreläggande och handräckning, 4 §: whoever owns the ground or
    /// has it in use applies for assistance; miljöbalken 15 kap. 26 § and 26 kap. 9 §: the municipality
    /// orders whoever is answerable for litter to clear it away.
    public var whoMayAct: Wording {
        switch self {
        case .municipal:
            Wording(
                swedish: "Kommunen ansöker själv om särskild handräckning och sanerar.",
                english: "The city itself applies for assistance to have it removed, and cleans."
            )
        case .private:
            Wording(
                swedish: "Markägaren ansöker om särskild handräckning; kommunen kan förelägga om städning.",
                english: "The landowner applies for assistance; the city can order a clean-up."
            )
        case .publicTransport:
            Wording(
                swedish: "Trafikbolaget ansöker om särskild handräckning och sanerar.",
                english: "The transport company applies for assistance, and cleans."
            )
        case .mixed:
            Wording(
                swedish: "Markägarna agerar var för sin del; samordna innan.",
                english: "Each landowner acts for its own part; agree first."
            )
        case .unknown:
            Wording(
                swedish: "Ta reda på vem som äger marken.",
                english: "Find out who owns the land."
            )
        }
    }
}

extension SettlementStatus {
    /// Whether somebody may live there, so that it is looked after.
    public var isInhabited: Bool {
        switch self {
        case .suspected, .confirmed, .noticeGiven, .returned: true
        case .removed, .cleaned: false
        }
    }

    /// What comes next.
    public var nextStep: Wording {
        switch self {
        case .suspected: Wording(swedish: "Kontrollera på plats.", english: "Check on site.")
        case .confirmed:
            Wording(
                swedish: "Anmoda att flytta, kontakta markägaren.",
                english: "Ask to leave, tell the landowner."
            )
        case .noticeGiven:
            Wording(
                swedish: "Följ upp, ansök om handräckning om den är kvar.",
                english: "Look again, apply for assistance if it is still there."
            )
        case .removed: Wording(swedish: "Sanera platsen.", english: "Clean the ground.")
        case .cleaned:
            Wording(swedish: "Följ upp mot återkomst.", english: "Look whether anybody comes back.")
        case .returned:
            Wording(
                swedish: "Kontrollera på nytt, och åtgärda orsaken.",
                english: "Check anew, and mend the cause."
            )
        }
    }
}
