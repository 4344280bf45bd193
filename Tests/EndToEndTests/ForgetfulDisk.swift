import Foundation
import Glibc
import Subprocess
import TestSupport

/// A disk under a program's folder that loses power: everything that was written and not made durable is
/// gone.
///
/// The programs run with the library of Tests/ForgetfulDisk, which keeps what stood there before each write,
/// cut and name, until the program makes it durable. A power cut takes back what is kept: of each file all of
/// it, or, as disks do that had begun to write, the later part only.
struct ForgetfulDisk: Sendable {
    let root: String
    private let journal: String

    /// - Parameters:
    ///   - root: the folder whose disk it is.
    ///   - journal: a folder beside it, for what is kept.
    /// - Throws: what the system says if the folder cannot be made.
    init(under root: String, journal: String) throws {
        self.root = root
        self.journal = journal
        try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
    }

    /// What a program is started with to run on the disk.
    var environment: [Environment.Key: String] {
        ["LD_PRELOAD": Self.library, "FORGETFUL_ROOT": root, "FORGETFUL_JOURNAL": journal]
    }

    private static let library =
        Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "libForgetfulDisk.so").path() ?? "libForgetfulDisk.so"

    /// Takes back all that was not durable.
    func cutPowerAtOnce() throws -> Int {
        try cutPower { _ in 0 }
    }

    /// Takes back what was not durable, of each file all of it or the later part; nothing may run on the
    /// disk.
    ///
    /// - Returns: how many writes and names were taken back.
    /// - Throws: what the system says.
    @discardableResult
    func cutPower(_ generator: inout SeededGenerator) throws -> Int {
        try cutPower { count in
            generator.chance(50) ? 0 : Int.random(in: 0...count, using: &generator)
        }
    }

    /// `durable` says how many of so many writes, or names, the disk had come to after all.
    private func cutPower(_ durableAmong: (Int) -> Int) throws -> Int {
        let entries = try FileManager.default.contentsOfDirectory(atPath: journal).sorted()
        var taken = 0
        let files = try paths()
        for name in entries where name.hasPrefix("d-") {
            guard let inode = UInt64(name.dropFirst(2)), let path = files[inode] else { continue }
            let records = try Self.records(in: journal + "/" + name)
            let durable = durableAmong(records.count)
            for record in records[durable...].reversed() { try record.takeBack(in: path) }
            taken += records.count - durable
        }
        // Names go in the order in which they came, whichever folder they are in: all, or those after one.
        let names = entries.filter { $0.hasPrefix("n-") }
        let durable = durableAmong(names.count)
        for name in names[durable...].reversed() {
            let text = try String(contentsOfFile: journal + "/" + name, encoding: .utf8)
            try Self.takeBackName(
                text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            )
        }
        for name in entries { try FileManager.default.removeItem(atPath: journal + "/" + name) }
        return taken + names.count - durable
    }

    /// The files of the disk and those that are kept, by their inodes.
    private func paths() throws -> [UInt64: String] {
        var paths: [UInt64: String] = [:]
        for folder in [journal, root] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                var status = stat()
                let path = folder + "/" + name
                if lstat(path, &status) == 0 { paths[UInt64(status.st_ino)] = path }
            }
        }
        return paths
    }

    /// One write or cut: what stood there before.
    private struct Record {
        let offset: Int
        let former: ArraySlice<UInt8>
        let size: Int

        func takeBack(in path: String) throws {
            let file = open(path, O_WRONLY | O_CLOEXEC)
            guard file >= 0 else { throw POSIXError(.EIO) }
            defer { close(file) }
            let written = former.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t(offset)) }
            guard written == former.count, ftruncate(file, off_t(size)) == 0 else { throw POSIXError(.EIO) }
        }
    }

    private static func records(in path: String) throws -> [Record] {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        var records: [Record] = []
        var place = 0
        func number(at offset: Int) -> Int {
            bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        // What a kill cut short was not followed by its write.
        while place + 24 <= bytes.count {
            let count = number(at: place + 8)
            guard place + 24 + count <= bytes.count else { break }
            records.append(
                Record(
                    offset: number(at: place),
                    former: bytes[place + 24..<place + 24 + count],
                    size: number(at: place + 16)
                )
            )
            place += 24 + count
        }
        return records
    }

    /// `lines`: what was done, the path, the former path, the link that keeps what stood there.
    private static func takeBackName(_ lines: [String]) throws {
        guard lines.count >= 4 else { return }
        let (path, former, kept) = (lines[1], lines[2], lines[3])
        switch lines[0] {
        case "create": unlink(path)
        case "mkdir": rmdir(path)
        case "rename":
            rename(path, former)
            if !kept.isEmpty { link(kept, path) }
        case "unlink": if !kept.isEmpty { link(kept, path) }
        default: throw POSIXError(.EINVAL)
        }
    }
}
