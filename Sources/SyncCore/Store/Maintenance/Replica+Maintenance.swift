extension Replica {
    /// Makes all states anew from the segments and the unsealed changes, in one transaction.
    ///
    /// `progress` is told the share that is done, 0 … 1. The reports are ascending by the spaces' names.
    public func rebuild(progress: (Double) -> Void = { _ in }) throws(StoreError) -> [RebuildReport] {
        let fingerprint = schema.fingerprint
        let reports = try file.write { storage in
            try storage.clearProjections(for: fingerprint)
            let spaces = try storage.spaces()
            var reports: [RebuildReport] = []
            for (index, space) in spaces.enumerated() {
                let report = try storage.rebuild(space) { share in
                    progress((Double(index) + share) / Double(spaces.count))
                }
                reports.append(report)
            }
            return reports
        }
        try finishErasing()
        try reviewBlobs(readingAll: true)
        return reports
    }

    /// Checks the file, the segments and the states, and changes nothing.
    ///
    /// `readingBlobs` is whether every photo is read too.
    public func check(readingBlobs: Bool = true) throws(StoreError) -> StoreReport {
        let wall = surroundings.wallMilliseconds()
        return try file.read { storage in
            var report = StoreReport()
            for complaint in try storage.integrityComplaints() { report.note(.file(complaint)) }
            for table in try storage.tablesWithBrokenReferences() {
                report.note(.brokenReferences(table: table))
            }
            for space in try storage.spaces() { try storage.check(space, into: &report) }
            for space in try storage.spaces() where readingBlobs {
                try checkBlobs(of: space, storage, into: &report)
            }
            report.clockLead = try storage.clock().latest.millisecondsSinceEpoch - wall
            return report
        }
    }
}

extension Replica {
    private func checkBlobs(
        of space: StoredSpace,
        _ storage: SQLiteStorage,
        into report: inout StoreReport
    ) throws {
        guard let blobs else { return }
        for blob in try storage.heldBlobs(of: space.key) {
            do throws(StoreError) {
                if try blobs.isSound(blob, in: space.id) { continue }
            } catch .blobNotHeld {
                // Noted as what it is: lost.
            }
            report.note(.blob(space.id, blob))
        }
    }
}

extension SQLiteStorage {
    fileprivate func rebuild(_ space: StoredSpace, progress: (Double) -> Void) throws -> RebuildReport {
        let audit = try StateAudit(of: space, in: self)
        let misjudged = try audit.misjudged()
        for (segment, rights) in misjudged.rights { try setRightsLeft(rights, of: segment.key) }
        for segment in misjudged.unerased { try audit.erase(segment) }
        var digest = StateDigest.zero
        var repaired = 0
        for pass in 0..<audit.passes {
            var unsound: [StateAudit.Finding] = []
            try audit.findings(ofPass: pass) { finding in
                digest = digest + finding.digest
                if !finding.isSound { unsound.append(finding) }
            }
            for finding in unsound { try repair(finding, in: space.key) }
            repaired += unsound.count
            progress(Double(pass + 1) / Double(audit.passes))
        }
        var rebuilt = space
        rebuilt.digest = digest
        try setState(of: rebuilt)
        return RebuildReport(
            space: space.id,
            former: space.digest,
            rebuilt: digest,
            repairedRecords: repaired
        )
    }

    private func repair(_ finding: StateAudit.Finding, in space: RowKey<StoredSpace>) throws {
        if let state = finding.state {
            let record = ChangedRecord(key: finding.key, name: finding.name, state: state.storedBytes)
            try keep([record], in: space)
        } else if let key = finding.key {
            try removeRecord(key)
        }
    }

    fileprivate func check(_ space: StoredSpace, into report: inout StoreReport) throws {
        var counts = StoreReport.Space(id: space.id, name: space.name)
        try SegmentAudit(storage: self, space: space).check(into: &report, counting: &counts)
        // States cannot be computed from segments that do not hold.
        if report.isSound {
            let audit = try StateAudit(of: space, in: self)
            let misjudged = try audit.misjudged()
            for (segment, _) in misjudged.rights { report.note(.rights(space.id, segment.id)) }
            for segment in misjudged.unerased { report.note(.notErased(space.id, segment.id)) }
            var digest = StateDigest.zero
            for pass in 0..<audit.passes {
                try audit.findings(ofPass: pass) { finding in
                    digest = digest + finding.digest
                    counts.records += finding.state == nil ? 0 : 1
                    counts.danglingReferences += finding.state?.awaited.count ?? 0
                    if !finding.isSound { report.note(.state(space.id, finding.name)) }
                }
            }
            if digest != space.digest { report.note(.digest(space.id)) }
        }
        let summary = try summary(of: space)
        counts.unsealedChanges = summary.unsealedChanges
        counts.changes += summary.unsealedChanges
        counts.forkedLogs = summary.forkedLogs
        report.spaces.append(counts)
    }
}
