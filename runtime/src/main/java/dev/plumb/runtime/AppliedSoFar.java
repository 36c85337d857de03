package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.migration.ChangesetState;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether applies alone made an environment what it is, so that its first changelog would make again what is there. */
record AppliedSoFar(Environment environment, Ledger ledger) {
    /**
     * Lets pass where changelogs have run, or what applies made is not there any more.
     *
     * @param changesets all that there are
     * @throws RefusedException saying how to go on
     */
    void refuse(Connection connection, LedgerState state, List<ChangesetState> changesets) throws SQLException {
        if (state.namespace().isEmpty()
                || changesets.stream().anyMatch(c -> c.execution().isPresent())) {
            return;
        }
        long namespace = state.namespace().get().id();
        List<ManagedObject> managed = ledger.managed(connection, namespace);
        if (managed.isEmpty()) {
            return;
        }
        Set<Address> live = LiveSpec.read(connection, environment.namespace()).addresses();
        Optional<Address> first = managed.stream()
                .map(ManagedObject::address)
                .filter(live::contains)
                .sorted()
                .findFirst();
        if (first.isPresent()) {
            throw refused(first.get(), ledger.lastRun(connection, namespace));
        }
    }

    private RefusedException refused(Address first, Optional<RunSummary> last) {
        return new RefusedException(
                environment.title() + " was made by plumb apply"
                        + last.map(r -> " (its last run there began " + r.started() + ")")
                                .orElse("")
                        + " and no changelog has run there: they would make again what is there, such as "
                        + first.kind().label() + " " + first,
                "go on with plumb apply " + environment.arguments()
                        + ", or record that it has what the changelogs make, which runs none of them: plumb migrate sync "
                        + environment.arguments());
    }
}
