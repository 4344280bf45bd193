/// A change has one name, and a name one change: copies of a log that parted later carry it equally.
enum ExactlyOnce {
    static let sentence = "a change is there once, or as an equal duplicate"
}
