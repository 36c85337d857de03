package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.ledger.AppliedSpec;
import dev.plumb.runtime.ledger.DataMigrationTable;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.runtime.model.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts together what is known of an environment for those who cannot ask its database. */
record SnapshotReport(Project project, Environment environment, Ledger ledger) {
    /** @throws RefusedException when what stands there is not what was applied last */
    Snapshot of(Connection connection, LedgerState state, PreparedPlan.Foundation foundation) throws SQLException {
        Optional<AppliedSpec> applied = Optional.empty();
        List<String> data = List.of();
        if (state.namespace().isPresent()) {
            long namespace = state.namespace().get().id();
            refuseHalf(connection, namespace);
            applied = AppliedSpec.read(connection, namespace);
            data = state.knowsDataMigrations()
                    ? new DataMigrationTable(namespace)
                            .read(connection).keySet().stream().sorted().toList()
                    : List.of();
        }
        return Snapshot.of(
                PlumbVersion.read(),
                project.name(),
                environment.name(),
                Instant.now(),
                applied.map(a -> new Snapshot.Run(a.run(), a.at(), a.commit())),
                applied.map(AppliedSpec::yaml).orElse(""),
                sizes(foundation),
                data,
                foundation.made().plan().drift());
    }

    private void refuseHalf(Connection connection, long namespace) throws SQLException {
        boolean applying = ledger.holder(connection, namespace).isPresent();
        boolean half = ledger.lastRun(connection, namespace)
                .map(RunSummary::outcome)
                .filter(o -> o != RunSummary.Outcome.SUCCEEDED && o != RunSummary.Outcome.FAILED)
                .isPresent();
        if (applying || half) {
            throw new RefusedException(
                    applying
                            ? "an apply is running on " + environment.name()
                                    + ": what stands there is not known before its end"
                            : "the last apply on " + environment.name()
                                    + " did not come to its end: what stands there is" + " not what was applied",
                    applying ? "wait for its end" : "apply again, then take the snapshot");
        }
    }

    private static List<Snapshot.Size> sizes(PreparedPlan.Foundation foundation) {
        return foundation.made().live().tables().entrySet().stream()
                .map(e -> new Snapshot.Size(
                        e.getKey(), e.getValue().estimatedRows(), e.getValue().bytes()))
                .sorted(Comparator.comparing(Snapshot.Size::table))
                .toList();
    }
}
