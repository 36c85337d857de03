package dev.plumb.runtime;

import dev.plumb.environment.database.Database;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A run of several transactions cannot tell its own changes from those that others make meanwhile, so it does not remember the
 * state that it reached. A new look at that state can: when it finds nothing to do, the next command need not look.
 */
record Confirmation(Database database, NamespaceKey key, Ledger ledger) {
    /** Makes a plan for the same spec on what is there now. */
    interface Look {
        PreparedPlan.Foundation again(Connection connection, LedgerState state) throws SQLException;
    }

    void seek(String specHash, Look look) {
        try (Connection connection = database.connect()) {
            LedgerState state = ledger.state(connection, key);
            Optional<NamespaceState> namespace = state.namespace().filter(n -> n.isUnconfirmed(specHash));
            if (namespace.isPresent()) {
                PreparedPlan.Foundation found = look.again(connection, state);
                if (found.made().plan().isEmpty()) {
                    ApplyRequest.Basis basis = found.basis();
                    new NamespaceTable(Fingerprints.ALL, namespace.get().id())
                            .confirm(
                                    connection,
                                    found.specHash(),
                                    basis.revision(),
                                    basis.schemas(),
                                    basis.fingerprint());
                }
            }
        } catch (SQLException | PlumbException | SpecException e) {
            // The run is done and on record. The next plan looks by itself, and tells what it cannot do.
        }
    }
}
