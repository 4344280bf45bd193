/// The templates that were built into the program, whole pages and parts of pages.
enum PageTemplate: String, CaseIterable, Sendable {
    case account, administration, audit, chart, duplicates, fresh, layout, map, message, problem, queue,
        record
    case redaction, report, resume, section, start, statistics, table, week, welcome, year
    case fieldForm = "field-form"
    case fieldInput = "field-input"
    case filter
    case newPassword = "new-password"
    case newRecord = "new-record"
    case signIn = "sign-in"

    /// Their texts by the names that they call each other by.
    static let texts = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue, String(decoding: $0.bytes, as: UTF8.self)) }
    )

    private var bytes: [UInt8] {
        switch self {
        case .account: PackageResources.account_mustache
        case .administration: PackageResources.administration_mustache
        case .audit: PackageResources.audit_mustache
        case .chart: PackageResources.chart_mustache
        case .duplicates: PackageResources.duplicates_mustache
        case .fieldForm: PackageResources.field_form_mustache
        case .fieldInput: PackageResources.field_input_mustache
        case .filter: PackageResources.filter_mustache
        case .fresh: PackageResources.fresh_mustache
        case .layout: PackageResources.layout_mustache
        case .map: PackageResources.map_mustache
        case .message: PackageResources.message_mustache
        case .newPassword: PackageResources.new_password_mustache
        case .newRecord: PackageResources.new_record_mustache
        case .problem: PackageResources.problem_mustache
        case .queue: PackageResources.queue_mustache
        case .record: PackageResources.record_mustache
        case .redaction: PackageResources.redaction_mustache
        case .report: PackageResources.report_mustache
        case .resume: PackageResources.resume_mustache
        case .section: PackageResources.section_mustache
        case .signIn: PackageResources.sign_in_mustache
        case .start: PackageResources.start_mustache
        case .statistics: PackageResources.statistics_mustache
        case .table: PackageResources.table_mustache
        case .week: PackageResources.week_mustache
        case .welcome: PackageResources.welcome_mustache
        case .year: PackageResources.year_mustache
        }
    }
}
