extension PhotoRefusal {
    /// What is wrong with a file, and what to do.
    func words(of path: String) -> Wording {
        switch self {
        case .unknownFormat:
            Wording(
                swedish: "”\(path)” är ingen bild i JPEG eller PNG",
                english: "'\(path)' is no picture in JPEG or PNG"
            )
        case .heif:
            Wording(
                swedish: "”\(path)” är en HEIC-bild, som inte alla kan visa; spara den som JPEG, och ställ "
                    + "kameran på Mest kompatibelt",
                english: "'\(path)' is a HEIC picture, which not everyone can show; save it as JPEG, and set "
                    + "the camera to Most compatible"
            )
        case .damaged:
            Wording(
                swedish: "”\(path)” är skadad eller inte hel; kopiera den från kameran igen",
                english: "'\(path)' is damaged or not whole; copy it from the camera again"
            )
        case .tooLarge:
            Wording(
                swedish: "”\(path)” är större än 20 MiB; spara den mindre",
                english: "'\(path)' is larger than 20 MiB; save it smaller"
            )
        case .notReadable:
            Wording(
                swedish: "kan inte läsa ”\(path)”; ange sökvägen till en bild i JPEG eller PNG",
                english: "cannot read '\(path)'; give the path of a picture in JPEG or PNG"
            )
        }
    }
}
