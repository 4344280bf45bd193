import FieldModel
import Foundation
import SyncCore

extension Backup {
    /// Unpacks the backup into a folder, and checks it: every byte, the tables, the signatures, and every
    /// state against its changes.
    ///
    /// - Throws: ``ServerError/backupDamaged(path:detail:)``.
    func unpack(into folder: String, progress: Progress) throws -> BackupManifest {
        let manifest = try unpackFiles(into: folder, progress: progress)
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
        try check(folder + "/" + Self.replicaName, against: manifest)
        progress(.checking, 1)
        return manifest
    }

    private func unpackFiles(into folder: String, progress: Progress) throws -> BackupManifest {
        let input = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? input.close() }
        var reader = TarReader(from: input)
        var manifest: BackupManifest?
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
                default: throw TarReader.Failure.damaged
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
        return manifest
    }

    private func check(_ store: String, against manifest: BackupManifest) throws {
        do throws(StoreError) {
            let replica = try Replica(at: .file(store), schema: schema, purpose: .inspection)
            let report = try replica.check()
            guard report.isSound else {
                throw .damaged(detail: "\(report.problems.count) faults in the copy")
            }
            for space in manifest.spaces {
                guard let id = SpaceID(space.id),
                    try replica.digest(of: id).description == space.stateDigest
                else { throw .damaged(detail: "\(space.name) has another state than when it was written") }
            }
        } catch .damaged(let detail) {
            throw ServerError.backupDamaged(path: path, detail: detail)
        } catch {
            throw ServerError.store(error)
        }
    }
}
