extension Schema {
    /// A hash of everything that a projection depends on: when it changes, projections are made anew.
    var fingerprint: [UInt8] {
        var text = "projection 2\n"
        for kind in kinds {
            for field in kind.fields {
                text += "\(kind.number.rawValue) \(field.number.rawValue) \(field.policy) "
                text += "\(field.isIndexed) \(field.isSearched)\n"
            }
        }
        return VectorDigest(ofUntagged: Array(text.utf8)).bytes
    }
}
