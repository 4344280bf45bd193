import FieldModel
import HTTPTypes
import Hummingbird
import Situation
import SyncCore

/// `/spaces/{space}/week`: the weekly meeting, where levels are decided.
struct WeekRoutes: Sendable {
    let pages: SpacePages

    func add(to router: Router<ServerContext>) {
        let week = router.group("spaces/{space}/week")
        week.get { request, context in try await show(request, context) }
        week.post { request, context in try await decide(request, context) }
    }

    private func show(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let asked = request.query["week"] ?? ""
        let week = ISOWeek(typed: asked, today: pages.today)
            .flatMap { WeekForm.years.contains($0.year) ? $0 : nil }
        let message =
            asked.isEmpty || week != nil
            ? pages.told(request, in: visit.language) : pages.message(about: ["week"], in: visit.language)
        return try await page(
            request,
            visit,
            week ?? ISOWeek(containing: pages.today),
            message: message
        )
    }

    private func page(
        _ request: Request,
        _ visit: SpacePages.Visit,
        _ week: ISOWeek,
        typed: WeekForm? = nil,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) async throws -> Response {
        let builder = WeekBuilder(names: visit.names, access: visit.access, library: pages.gate.library)
        let view = try await StoreThreads.run { builder.view(of: week, typed: typed, message: message) }
        return pages.gate.page(
            .week,
            titled: "week",
            request,
            status: status,
            place: .space(visit.access, .week),
            for: visit.person,
            showing: view
        )
    }

    /// Writes what differs from what the page showed; an area that somebody else has decided since is left as
    /// it is.
    private func decide(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try WeekForm(try await pages.gate.fields(of: visit.person, request), today: pages.today)
        let desk = pages.desk
        do {
            let told = try await StoreThreads.run { try Self.write(form, by: visit, at: desk) }
            return SpacePages.redirect(to: visit.path.week(form.week), told: told)
        } catch {
            guard let refusal = ReviewRefusal(of: error) else { throw error }
            let text = pages.words(for: refusal, typed: "", in: visit.language)
            return try await page(
                request,
                visit,
                form.week,
                typed: form,
                status: refusal.status,
                message: .bad(text)
            )
        }
    }

    private static func write(
        _ form: WeekForm,
        by visit: SpacePages.Visit,
        at desk: ReviewDesk
    ) throws -> Told {
        let levels = visit.picture.situation.levels
        let changed = form.entries.filter(\.isChanged)
        // All are read before any is written, so that a mistake in one leaves the others unwritten.
        let planned = try changed.map { entry in
            let id = WeeklyAssessment.id(area: entry.area, week: form.week, in: visit.access.space.id)
            let key = RecordKey(kind: .weeklyAssessment, id: id)
            let held = visit.picture[key]
            let proposal = levels.proposal(area: entry.area, week: form.week)
            let edits = try form.edits(of: entry, proposal: proposal, over: held)
            return (key: key, seen: entry.seen, isNew: held == nil, edits: edits)
        }
        var isChanged = false
        var isLeft = false
        for plan in planned {
            let (account, access) = (visit.person.account, visit.access)
            do {
                if plan.isNew {
                    let edit = RecordEdit(record: plan.key, edits: plan.edits)
                    let isEntered = try desk.enterOnce([edit], by: account, in: access)
                    isChanged = isChanged || isEntered
                    isLeft = isLeft || !isEntered
                } else {
                    let deed = ReviewDesk.Deed(record: plan.key, edits: plan.edits, seen: .record(plan.seen))
                    isChanged = try desk.write(deed, by: account, in: access) || isChanged
                }
            } catch ReviewRefusal.changedMeanwhile {
                isLeft = true
            }
        }
        return isLeft ? .someLeft : isChanged ? .saved : .unchanged
    }
}
