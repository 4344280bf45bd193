import Foundation
import SyncCore

extension SimulatedFleet {
    /// The stick that the laptops share.
    private var stick: String { path + "/stick" }
    /// What was on it once.
    private var formerStick: String { path + "/stick-before" }

    /// Where its bundles are, ascending.
    func bundlesOnStick() throws -> [String] {
        try makeStick()
        let names = try FileManager.default.contentsOfDirectory(atPath: stick)
        return names.sorted().map { stick + "/" + $0 }
    }

    /// Exchanges every space of a laptop with the stick.
    func exchangeWithStick(_ number: Int) async throws {
        try makeStick()
        if dice.chance(30) { try copy(stick, to: formerStick) }
        for space in laptops[number]?.spaces ?? [] { try await exchangeWithStick(number, in: space) }
    }

    /// Puts the stick back to what it was once.
    func rewindStick() throws {
        guard FileManager.default.fileExists(atPath: formerStick) else { return }
        try copy(formerStick, to: stick)
    }

    private func exchangeWithStick(_ number: Int, in space: SpaceID) async throws {
        guard let laptop = laptops[number] else { return }
        let engine = BundleEngine(
            replica: laptop.replica,
            keys: laptop.equipment.keys,
            surroundings: laptop.surroundings
        )
        var faults: [PeerReport.Fault] = []
        do throws(BundleError) {
            let report = try await engine.exchange(
                space,
                in: PeerFolder(stick),
                passphrase: nil,
                memory: laptop.peers
            )
            laptops[number]?.peers = report.memory
            faults = report.faults
            note("\(laptop.name) and the stick: in \(report.received.received), out \(report.added)")
        } catch {
            guard laptop.isDiskFull, case .store(.diskFull) = error else { throw error }
            note("\(laptop.name) has no room for what is on the stick")
        }
        guard faults.isEmpty || isStickHarmed else {
            throw Violation(of: "a whole bundle is read", "\(faults)")
        }
        try look(at: number, in: space)
    }

    private func makeStick() throws {
        try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
    }

    private func copy(_ source: String, to target: String) throws {
        if FileManager.default.fileExists(atPath: target) {
            try FileManager.default.removeItem(atPath: target)
        }
        try FileManager.default.copyItem(atPath: source, toPath: target)
    }
}
