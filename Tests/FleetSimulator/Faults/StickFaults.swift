import Foundation
import SyncCore
import SyncServer

/// A laptop exchanges with a stick that several use.
struct StickCarried: Fault {
    let name = "stick carried"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let number = fleet.dice.pick(fleet.numbers) else { return false }
        try await fleet.exchangeWithStick(number)
        return true
    }
}

/// An administrator takes a bundle of the stick in at the server.
struct StickBroughtToServer: Fault {
    let name = "stick brought to the server"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let path = fleet.dice.pick(try fleet.bundlesOnStick()) else { return false }
        do {
            let report = try fleet.server.program.administration.takeBundle(at: path, passphrase: nil)
            let received = report.spaces.reduce(0) { $0 + $1.received }
            let fault = report.fault.map { ", then: \($0)" } ?? ""
            fleet.note("the server takes a bundle in, \(received) segments\(fault)")
        } catch let error as BundleError {
            fleet.note("the server cannot take a bundle in: \(error)")
            guard error.isHarm else {
                throw Violation(of: "a bundle is taken in, or its harm is told", "\(error)")
            }
        }
        try fleet.lookAtServer()
        return true
    }
}

/// The stick is lost, or files of it are cut, damaged, gone, or put back to what they were.
struct StickHarmed: Fault {
    let name = "stick harmed"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        let bundles = try fleet.bundlesOnStick()
        guard let path = fleet.dice.pick(bundles) else { return false }
        switch fleet.dice.number(in: 0...4) {
        case 0:
            fleet.note("the stick is lost")
            for path in bundles { try FileManager.default.removeItem(atPath: path) }
        case 1:
            fleet.note("a bundle is gone")
            try FileManager.default.removeItem(atPath: path)
        case 2:
            fleet.note("a bundle is cut")
            fleet.isStickHarmed = true
            let bytes = try Data(contentsOf: URL(filePath: path))
            try bytes.prefix(fleet.dice.number(in: 0...bytes.count)).write(to: URL(filePath: path))
        case 3:
            fleet.note("a bundle is damaged")
            fleet.isStickHarmed = true
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            try Data(fleet.network.corrupted(bytes)).write(to: URL(filePath: path))
        default:
            fleet.note("the stick is as it was once")
            try fleet.rewindStick()
        }
        return true
    }
}

extension BundleError {
    /// What only harm to the file can cause, or a server without room.
    fileprivate var isHarm: Bool {
        switch self {
        case .cut, .damaged, .notABundle, .newerVersion, .otherFormat, .passphraseNeeded, .noSharedSpace,
            .store(.diskFull):
            true
        default: false
        }
    }
}
