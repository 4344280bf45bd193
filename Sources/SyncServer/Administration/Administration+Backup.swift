import FieldModel
import Foundation
import SyncCore

extension Administration {
    /// Writes a backup, beside a running server.
    ///
    /// The file is there, complete, checked and durable, when this returns; otherwise it is not there.
    ///
    /// - Parameters:
    ///   - path: of the file; none may be there.
    ///   - progress: is told how far it has come.
    /// - Returns: what is in it.
    /// - Throws: ``ServerError``
    @discardableResult
    public func backUp(
        to path: String,
        progress: @escaping Backup.Progress = { _, _ in }
    ) throws(ServerError) -> Backup.Report {
        guard !FileManager.default.fileExists(atPath: path) else { throw .backupExists(path: path) }
        let backup = Backup(at: path)
        do {
            return try backup.withScratch(in: Backup.folder(of: path)) { scratch in
                let manifest = try copy(into: scratch, progress: progress)
                let archive = scratch + "/archive"
                try write(manifest, from: scratch, to: archive, progress: progress)
                let check = scratch + "/check"
                try FileManager.default.createDirectory(atPath: check, withIntermediateDirectories: false)
                let unpacked = try Backup(at: archive).unpack(into: check, photos: .check, progress: progress)
                guard rename(archive, path) == 0 else { throw ServerError.folderNotWritable(path: path) }
                return try Backup.Report(unpacked, path: path)
            }
        } catch {
            throw ServerError(backup: error, path: path)
        }
    }

    /// The databases' copies, and what they hold.
    private func copy(into folder: String, progress: @escaping Backup.Progress) throws -> BackupManifest {
        try host.database.copy(toFile: folder + "/" + Backup.databaseName)
        let store = folder + "/" + Backup.replicaName
        try host.replica.copy(toFile: store) { progress(.copying, $0) }
        let spaces = try spaces(inCopy: store)
        let names = [Backup.databaseName, Backup.replicaName]
        let files = try names.map { name in
            let digest = try Backup.digest(ofFile: folder + "/" + name)
            return BackupManifest.File(name: name, bytes: digest.bytes, sha256: digest.sha256)
        }
        return BackupManifest(
            version: BackupManifest.currentVersion,
            madeAt: host.surroundings.wallMilliseconds(),
            serverKey: fingerprint.description,
            spaces: spaces,
            files: files
        )
    }

    /// The copy is closed when this returns, so that its file is whole.
    private func spaces(inCopy path: String) throws(StoreError) -> [BackupManifest.Space] {
        let replica = try Replica(at: .file(path), schema: schema, purpose: .inspection)
        return try replica.spaces().map { space in
            BackupManifest.Space(
                id: space.id.description,
                name: space.name,
                segments: space.stream?.position ?? 0,
                stateDigest: space.digest.description
            )
        }
    }

    private func write(
        _ manifest: BackupManifest,
        from folder: String,
        to archive: String,
        progress: Backup.Progress
    ) throws {
        guard FileManager.default.createFile(atPath: archive, contents: nil) else {
            throw ServerError.folderNotWritable(path: archive)
        }
        let output = try FileHandle(forWritingTo: URL(filePath: archive))
        defer { try? output.close() }
        let writer = TarWriter(to: output)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let seconds = manifest.madeAt / 1_000
        try writer.add(BackupManifest.name, bytes: encoder.encode(manifest), modifiedAt: seconds)
        let total = max(1, manifest.files.reduce(0) { $0 + $1.bytes })
        var done = 0
        for file in manifest.files {
            try writer.add(file.name, file: folder + "/" + file.name, modifiedAt: seconds) { count in
                done += count
                progress(.archiving, Double(done) / Double(total))
            }
        }
        for space in manifest.spaces { try addPhotos(of: space, to: writer, modifiedAt: seconds) }
        try writer.finish()
        try output.synchronize()
    }

    /// Adds what is held and sound; one that was erased since the databases were copied is not.
    private func addPhotos(
        of space: BackupManifest.Space,
        to writer: borrowing TarWriter,
        modifiedAt seconds: Int64
    ) throws {
        guard let id = SpaceID(space.id) else { return }
        for blob in try host.replica.heldBlobs(of: id) {
            guard let bytes = try? host.replica.readBlob(blob, in: id), BlobID(of: bytes) == blob else {
                continue
            }
            let name = "\(Backup.blobs)/\(id)/\(blob)"
            try writer.add(name, bytes: Data(bytes), modifiedAt: seconds)
        }
    }
}

extension Backup.Report {
    init(_ unpacked: Backup.Unpacked, path: String) throws {
        let manifest = unpacked.manifest
        self.init(
            path: path,
            bytes: try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0,
            madeAt: manifest.madeAt,
            spaces: manifest.spaces.map { space in
                SpaceReport(
                    name: space.name,
                    segments: space.segments,
                    stateDigest: [UInt8](hexadecimal: space.stateDigest).flatMap { StateDigest(bytes: $0) }
                        ?? .zero
                )
            },
            photos: unpacked.photos,
            missingPhotos: unpacked.missingPhotos
        )
    }
}

extension ServerError {
    /// What stopped the work on a backup.
    init(backup error: any Error, path: String) {
        switch error {
        case let error as ServerError: self = error
        case let error as StoreError: self = .store(error)
        case let error as CocoaError where error.code == .fileWriteOutOfSpace: self = .diskFull(path: path)
        case let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile:
            self = .backupDamaged(path: path, detail: "it is not there")
        default: self = .folderNotWritable(path: path)
        }
    }
}
