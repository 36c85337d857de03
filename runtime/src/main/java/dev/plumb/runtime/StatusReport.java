package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.ledger.AppliedSpec;
import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.ledger.ColumnStates;
import dev.plumb.runtime.ledger.Holder;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.schema.Spec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Puts together how a database stands to its spec. */
record StatusReport(Environment environment, Ledger ledger) {
    Status of(Connection connection, LedgerState state, PreparedPlan.Foundation foundation) throws SQLException {
        MadePlan made = foundation.made();
        if (state.namespace().isEmpty()) {
            return new Status(
                    made.plan(),
                    SinceLastApply.never(made),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    state.version());
        }
        long namespace = state.namespace().get().id();
        Optional<RunSummary> last = ledger.lastRun(connection, namespace);
        Optional<Holder> holder = ledger.holder(connection, namespace);
        return new Status(
                made.plan(),
                since(connection, foundation, namespace, last, holder.isPresent()),
                new ManagedTable(namespace).recreated(connection, made.schemas()),
                last,
                holder,
                computed(connection, foundation.spec(), state),
                state.version());
    }

    private SinceLastApply since(
            Connection connection,
            PreparedPlan.Foundation foundation,
            long namespace,
            Optional<RunSummary> last,
            boolean applying)
            throws SQLException {
        return SinceLastApply.of(
                foundation.spec(),
                foundation.made(),
                ledger.managed(connection, namespace),
                AppliedSpec.read(connection, namespace),
                last.map(RunSummary::outcome),
                applying);
    }

    private List<ColumnState> computed(Connection connection, Spec spec, LedgerState state) throws SQLException {
        return state.knowsComputedColumns()
                ? ColumnStates.read(
                        connection,
                        new Schemas(environment.namespace(), List.of()),
                        new DeclaredTables(spec)
                                .allComputed().stream()
                                        .map(DeclaredTables.Part::column)
                                        .toList(),
                        ledger.managed(
                                connection, state.namespace().orElseThrow().id()))
                : List.of();
    }
}
