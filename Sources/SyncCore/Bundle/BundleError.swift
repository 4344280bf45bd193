/// Why a bundle was not written, or not read to its end.
///
/// What came in whole before the fault is kept: every segment is verified by itself.
public enum BundleError: Error, Hashable, Sendable {
    /// The system refused; `code` is errno.
    case file(path: String, code: Int32)
    /// There is a file of that name, and it was not to be replaced.
    case exists(path: String)
    case notABundle
    /// A later version of the program made it.
    case newerVersion(found: Int)
    /// Its segments have another format than this program's.
    case otherFormat(UInt32)
    /// Its key would take more memory or time than a reader spends; see ``ScryptCost/isAcceptable``.
    case tooCostly
    case passphraseNeeded
    /// A passphrase has at least ``BundlePassphrase/leastCharacters``.
    case passphraseTooShort
    /// What was typed is not UTF-8.
    case passphraseNotText
    case wrongPassphrase
    /// The file ends before the bundle does.
    case cut
    /// Bytes were changed, moved or left out.
    case damaged
    /// It holds nothing of a space that this device is in; the names of those that it holds.
    case noSharedSpace([String])
    /// The device has no key or no log in the space.
    case notEnrolled(SpaceID)
    case keys(KeyStoreError)
    case store(StoreError)
    case cancelled
}

extension BundleError: ExplainedError {
    public var explanation: Explanation {
        if case .keys(let error) = self { return error.explanation }
        return Explanation(
            happened: happened,
            safe: "Everything recorded is safe on this computer.",
            next: next
        )
    }

    private var happened: String {
        switch self {
        case .file(let path, let code): "\(path) cannot be used (errno \(code))."
        case .exists(let path): "\(path) is there already, and was left as it is."
        case .notABundle: "This is not a bundle."
        case .newerVersion(let found): "The bundle has version \(found), which a later program made."
        case .otherFormat(let format):
            "The bundle's segments have format \(format), this program's \(SegmentHeader.currentFormat)."
        case .tooCostly: "Opening the bundle would take more memory or time than is reasonable."
        case .passphraseNeeded: "A passphrase is needed, and none was given."
        case .passphraseTooShort:
            "A passphrase has at least \(BundlePassphrase.leastCharacters) characters; spaces count."
        case .passphraseNotText: "The passphrase is not UTF-8."
        case .wrongPassphrase: "The passphrase does not open the bundle."
        case .cut: "The bundle is cut short: its end is missing. What was whole was taken in."
        case .damaged: "The bundle is damaged, or not all of it is there. What was whole was taken in."
        case .noSharedSpace(let names):
            "The bundle holds only spaces that this computer is not in (\(names.joined(separator: ", ")))."
        case .notEnrolled: "This computer is not enrolled in the space."
        case .store: "The local store could not be used."
        case .cancelled: "It was cancelled."
        case .keys: ""
        }
    }

    private var next: String {
        switch self {
        case .file: "Check the disk or the stick, and the path."
        case .exists: "Choose another name, or replace it with --force."
        case .notABundle: "Check the path."
        case .newerVersion, .otherFormat: "Update whichever program is older."
        case .tooCostly: "Ask the maker for a new bundle: this one was not made by this program."
        case .passphraseNeeded: "Type it when asked, or give it on standard input."
        case .passphraseTooShort: "Choose a longer one: several words are best."
        case .passphraseNotText: "Set the terminal to UTF-8 and type it again."
        case .wrongPassphrase: "Type it again; capitals and spaces count."
        case .cut, .damaged: "Copy the bundle anew, or ask its maker for another, and import that."
        case .noSharedSpace: "Ask for a bundle of one of your spaces, or enrol in its space."
        case .notEnrolled: "Enrol with a one-time code from the administrator."
        case .store: "Check the disk, then run the doctor."
        case .cancelled: "Do it again whenever you like: what has come in is kept."
        case .keys: ""
        }
    }
}
