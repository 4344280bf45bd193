import FieldModel
import Foundation
import SyncCore

extension Backup {
    /// Unpacks the backup into a folder, and checks it: every byte, the tables, the signatures, and every
    /// state against its changes.
    ///
    /// - Throws: ``ServerError/backupDamaged(path:detail:)``.
    func unpack(into folder: String, photos: Photos, progress: Progress) throws -> Unpacked {
        let (manifest, photoCount) = try unpackFiles(into: folder, photos: photos, progress: progress)
        guard manifest.version == BackupManifest.currentVersion else {
            throw ServerError.newerVersion(path: path)
        }
        for file in manifest.files {
            let found = try? Self.digest(ofFile: folder + "/" + file.name)
            guard let found, found.bytes == file.bytes, found.sha256 == file.sha256 else {
                throw ServerError.backupDamaged(path: path, detail: "\(file.name) is not as it was written")
            }
        }
        progress(.checking, 0.5)
        let held = try check(folder + "/" + Self.replicaName, against: manifest)
        progress(.checking, 1)
        return Unpacked(manifest: manifest, photos: photoCount, missingPhotos: max(0, held - photoCount))
    }

    /// What is done with the photos of a backup: all are compared with their names.
    enum Photos {
        case check
        case keep
    }

    /// What was in a backup.
    struct Unpacked {
        let manifest: BackupManifest
        let photos: Int
        let missingPhotos: Int
    }

    private func unpackFiles(
        into folder: String,
        photos: Photos,
        progress: Progress
    ) throws -> (BackupManifest, photos: Int) {
        let input = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? input.close() }
        var reader = TarReader(from: input)
        var manifest: BackupManifest?
        var photoCount = 0
        let blobs = BlobFolder(besideStoreAt: folder + "/" + Self.replicaName)
        do {
            while let entry = try reader.next() {
                switch entry.name {
                case BackupManifest.name where entry.size < 1 << 24:
                    var data = Data()
                    while case let chunk = try reader.chunk(), !chunk.isEmpty { data += chunk }
                    manifest = try JSONDecoder().decode(BackupManifest.self, from: data)
                case Self.replicaName, Self.databaseName:
                    let target = folder + "/" + entry.name
                    guard FileManager.default.createFile(atPath: target, contents: nil) else {
                        throw ServerError.folderNotWritable(path: folder)
                    }
                    let output = try FileHandle(forWritingTo: URL(filePath: target))
                    defer { try? output.close() }
                    while case let chunk = try reader.chunk(), !chunk.isEmpty {
                        try output.write(contentsOf: chunk)
                    }
                    try output.synchronize()
                default:
                    let photo = try self.photo(in: entry, &reader)
                    photoCount += 1
                    guard photos == .keep else { break }
                    try blobs.write(photo.bytes, as: photo.blob, in: photo.space)
                }
                progress(.checking, 0.25)
            }
        } catch is TarReader.Failure {
            throw ServerError.backupDamaged(
                path: path,
                detail: "it is no backup, or was not copied to its end"
            )
        } catch is DecodingError {
            throw ServerError.backupDamaged(path: path, detail: "its manifest cannot be read")
        }
        guard let manifest else {
            throw ServerError.backupDamaged(path: path, detail: "it has no manifest")
        }
        return (manifest, photoCount)
    }

    private func photo(
        in entry: TarReader.Entry,
        _ reader: inout TarReader
    ) throws -> (space: SpaceID, blob: BlobID, bytes: [UInt8]) {
        let parts = entry.name.split(separator: "/")
        guard parts.count == 3, parts[0] == Self.blobs, entry.size <= Limits.blobBytes,
            let space = SpaceID(parts[1]), let blob = BlobID(hexadecimal: parts[2])
        else { throw TarReader.Failure.damaged }
        var bytes: [UInt8] = []
        while case let chunk = try reader.chunk(), !chunk.isEmpty { bytes += chunk }
        guard BlobID(of: bytes) == blob else {
            throw ServerError.backupDamaged(path: path, detail: "\(entry.name) is not as it was written")
        }
        return (space, blob, bytes)
    }

    /// - Returns: how many photos the store holds.
    private func check(_ store: String, against manifest: BackupManifest) throws -> Int {
        do throws(StoreError) {
            let replica = try Replica(at: .file(store), schema: schema, purpose: .inspection)
            let report = try replica.check(readingBlobs: false)
            guard report.isSound else {
                throw .damaged(detail: "\(report.problems.count) faults in the copy")
            }
            for space in manifest.spaces {
                guard let id = SpaceID(space.id),
                    try replica.digest(of: id).description == space.stateDigest
                else { throw .damaged(detail: "\(space.name) has another state than when it was written") }
            }
            var held = 0
            for space in report.spaces { held += try replica.blobCounts(of: space.id).held }
            return held
        } catch .damaged(let detail) {
            throw ServerError.backupDamaged(path: path, detail: detail)
        } catch {
            throw ServerError.store(error)
        }
    }
}
