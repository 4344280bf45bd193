/// Why a page's request is not answered as asked; see ``Refusal`` for the rest.
enum PageRefusal: Error, Hashable, Sendable {
    /// Nobody is signed in, or no longer.
    case signInNeeded
    /// The form was not made by a page of this session.
    case formNotOurs
    /// A field is missing, or there is more than fits.
    case formNotRead
}
