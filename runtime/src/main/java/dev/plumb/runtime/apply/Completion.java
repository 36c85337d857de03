package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.runtime.ledger.RunLog;
import dev.plumb.runtime.ledger.RunSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What the ledger is told in the last transaction of an apply. */
record Completion(
        ApplyRequest request, ManagedTable managed, NamespaceTable namespace, Optional<RunLog> log, Witness witness) {
    /** Stands in {@code since_run} of what became managed without a run; nothing does, but the column wants a value. */
    private static final long NO_RUN = 0;

    void write(Connection connection) throws SQLException {
        write(connection, fingerprint(connection));
    }

    /** @param reached the fingerprint of the state, when it is sure to hold nobody else's changes */
    void write(Connection connection, Optional<String> reached) throws SQLException {
        managed.keepOnly(
                connection,
                request.managedAfter().stream().map(ManagedObject::address).toList());
        managed.add(connection, log.map(RunLog::run).orElse(NO_RUN), request.managedAfter());
        if (request.takesEveryRow()) {
            namespace.forgetDataMigrations(connection);
        }
        managed.rememberRows(connection, request.schemas());
        namespace.settle(
                connection,
                request.origin().specHash(),
                log.isPresent()
                        ? Optional.empty()
                        : Optional.of(request.origin().spec()),
                request.specSchemas(),
                reached);
        if (log.isPresent()) {
            namespace.raiseRevision(connection);
            log.get().finish(connection, RunSummary.Outcome.SUCCEEDED, null);
        }
    }

    /** In this order: what others had committed before the first reading, the witness sees too. */
    private Optional<String> fingerprint(Connection connection) throws SQLException {
        String reached = namespace.fingerprint(connection, request.specSchemas());
        ApplyRequest.Basis basis = request.basis();
        return witness.fingerprint(basis.schemas())
                .filter(basis.fingerprint()::equals)
                .map(untouched -> reached);
    }
}
