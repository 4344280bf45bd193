import FieldModel
import Imports
import SyncCore

/// Why a command did not do what it was asked.
enum CommandError: Error {
    case notEnrolled(home: String)
    case unknownSpace(String, known: [String])
    case severalSpaces([String])
    /// `--address` where more than one server is known; their addresses.
    case severalServers([String])
    /// The home folder, or a file in it, cannot be used; `code` is errno.
    case home(path: String, code: Int32)
    /// A file of the home folder that is not as this program writes it.
    case homeDamaged(path: String)
    /// Another user may read a file of the home folder.
    case homeNotPrivate(path: String)

    /// What was typed is not accepted; it is kept under this draft's name.
    ///
    /// `found` are the records that an ambiguous name may mean.
    case notAccepted(Problems, draft: String?, found: [FoundRecord] = [])
    /// What was asked for is not understood; there was nothing to save.
    case notUnderstood(InputProblem)
    /// The store cannot be opened; `kept` is where what was typed is now.
    case storeNotOpened(StoreError, kept: Unsaved)
    /// It is saved, and the store could not be read afterwards.
    case savedAndNotRead(StoreError)
    /// Lines of a file that are not accepted, by line number from 1; nothing of it was saved.
    case linesNotAccepted([(line: Int, problems: Problems)], draft: String?)
    /// A file that cannot be read: no such file, or not text.
    case fileNotReadable(String, code: Int32)
    case notUTF8(String, line: Int)
    /// A table, or its mapping, that is not read; nothing of it was saved.
    case notImported(ImportFault)

    /// No record by what was typed, and the nearest names there are.
    case nothingFound(String, nearest: [String])
    case severalFound(String, [FoundRecord])
    case noDraft(String, known: [String])
    /// Fields cannot be mended in a draft that is a whole file.
    case draftIsFile(String)

    case walkIsRunning(FoundRecord)
    case noWalkIsRunning
    case noConflict(FoundRecord, field: String?)
    case notAQuestion(FoundRecord)
    case noSuchChoice(String, choices: [String])
    /// What to choose was not said, and nobody can be asked.
    case choiceMissing(FoundRecord, field: String)
    case nothingToUndo(FoundRecord)
    /// The name was not typed to confirm; the space is still there.
    case notLeft(String)
    /// What was typed for a space and not saved.
    case draftsLeft(String, [String])
    /// So many changes of a space are not safe on the server.
    case unsentLeft(String, Int)
    /// Records of the kind take no photos.
    case noPhotoField(String)
    /// No photo, or more than one, of the record begins so; the beginnings there are.
    case noPhoto(String, known: [String])
    case fileNotWritable(String)
    case codeMissing
    /// The person was not asked, or said no.
    case redactionNotConfirmed
    /// The server's answer to a request is not what the protocol describes.
    case answerNotUnderstood
    case code(EnrolmentCodeError)
    /// Told already; the process ends with this status.
    case told(exitCode: Int32)
}

/// What a command would have written, where it did not come so far as to read it.
enum Unsaved: Sendable {
    case nothing
    /// The words of the command line.
    case words([String])
    /// Lines of standard input.
    case lines(String)
    /// It is kept under this draft's name.
    case draft(String)

    static var commandLine: Unsaved { .words(Array(CommandLine.arguments.dropFirst())) }
}

/// A record as it is named to a person.
struct FoundRecord: Hashable, Sendable {
    let shortID: String
    let headline: String
}
