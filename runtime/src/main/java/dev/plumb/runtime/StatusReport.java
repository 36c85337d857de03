package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.ledger.ColumnStates;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedTable;
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
            return new Status(made.plan(), List.of(), Optional.empty(), Optional.empty(), List.of(), state.version());
        }
        long namespace = state.namespace().get().id();
        return new Status(
                made.plan(),
                new ManagedTable(namespace).recreated(connection, made.schemas()),
                ledger.lastRun(connection, namespace),
                ledger.holder(connection, namespace),
                computed(connection, foundation.spec(), state),
                state.version());
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
