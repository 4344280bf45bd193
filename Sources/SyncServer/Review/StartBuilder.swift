import FieldModel
import Situation
import SyncCore

/// Counts what needs a person in one space; each count leads to what it counts.
struct StartBuilder: Sendable {
    /// Days without a sync after which a laptop is asked after.
    private static let silentDays = 14

    /// Whether a laptop that was last heard of at a time has been silent for long.
    static func isSilent(since heard: Int64, at now: Int64) -> Bool {
        heard < now - Int64(silentDays) * 86_400_000
    }

    let visit: SpacePages.Visit
    let library: PageLibrary
    let news: News
    let host: Host

    private var path: PagePath { visit.path }
    private var own: String { visit.person.account.pseudonym }

    func figures() throws -> [StartView.FigureView] {
        let now = host.surroundings.wallMilliseconds()
        let round = SettlementRound(
            in: visit.picture.snapshot,
            on: Stockholm.date(of: Stockholm.instant(atMilliseconds: now))
        )
        let duplicates = visit.picture.duplicates
        var figures = [
            figure("openConflicts", RecordFilter(onlyConflicts: true)),
            figure(
                "newRecords",
                news.records.count,
                path: path.queue(RecordFilter(onlyNew: true)),
                hasMore: news.hasMore
            ),
            figure("assignedToMe", RecordFilter(assignedTo: own)),
            figure("openQuestions", openQuestions, path: path.queue(RecordFilter(kind: .question))),
            figure(
                "duplicates",
                duplicates.pairs.count,
                path: path.duplicates,
                hasMore: duplicates.hasMore
            ),
            figure("checksOverdue", round.overdueCount, path: path.settlements),
        ]
        if visit.access.rights.contains(.administer) {
            figures.append(figure("silentLaptops", try silentLaptops(at: now), path: "/administration"))
            let space = visit.access.space.id
            let held = try host.replica.limitedSegmentCount(of: space)
            figures.append(figure("heldBackWrites", held, path: "/administration"))
        }
        return figures
    }

    private var openQuestions: Int {
        visit.picture.records(of: .question).count { $0[Question.answer] == nil }
    }

    /// Laptops that may still write and have not synced for long; the browser's own members never sync.
    private func silentLaptops(at now: Int64) throws -> Int {
        let kept = try host.database.keptKeys()
        return try host.database.members().count { member in
            member.space == visit.access.space.id && member.isPresent && !kept.contains(member.publicKey)
                && Self.isSilent(since: member.lastSeenAt ?? member.joinedAt, at: now)
        }
    }

    private func figure(_ word: String, _ filter: RecordFilter) -> StartView.FigureView {
        figure(word, filter.records(in: visit.picture).count, path: path.queue(filter))
    }

    private func figure(
        _ word: String,
        _ count: Int,
        path: String,
        hasMore: Bool = false
    ) -> StartView.FigureView {
        StartView.FigureView(
            label: library.word(word, in: visit.language),
            count: "\(count)" + (hasMore ? "+" : ""),
            path: path
        )
    }
}
