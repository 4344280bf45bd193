import GRDB
import SyncCore

extension SimulatedFleet {
    /// Copies a laptop's disk.
    func image(of laptop: SimulatedLaptop) throws -> LaptopImage {
        LaptopImage(store: try StoreImage(ofStoreAt: laptop.path), memory: laptop.memory)
    }

    /// Starts a laptop again after its program ended, on what is left on its disk.
    func restart(_ number: Int, on store: StoreImage, schema: Schema? = nil) throws {
        guard let laptop = laptops[number] else { return }
        try restart(number, on: LaptopImage(store: store, memory: laptop.memory), schema: schema)
    }

    /// Starts a laptop again on a disk of another time.
    func restart(_ number: Int, on image: LaptopImage, schema: Schema? = nil) throws {
        guard let former = laptops[number] else { return }
        var laptop = try start(former.equipment, schema: schema ?? former.schema, on: image.store)
        laptop.memory = image.memory
        laptop.backups = former.backups
        laptop.peers = former.peers
        laptops[number] = laptop
        for space in laptop.spaces {
            try look(at: number, in: space)
            try compare(oracle(of: space).records, on: number, in: space)
        }
    }

    /// Lets a store grow by at most so many pages; `nil` frees it.
    func limitGrowth(of replica: Replica, toPages pages: Int?) throws {
        try replica.withConnection { database in
            let used = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            let limit = pages.map { used + $0 } ?? Self.unlimitedPages
            try database.execute(sql: "PRAGMA max_page_count = \(limit)")
        }
    }

    /// SQLite's own greatest number of pages.
    private static let unlimitedPages = 4_294_967_294
}
