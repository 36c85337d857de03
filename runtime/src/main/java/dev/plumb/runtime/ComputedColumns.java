package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.CellErrorCount;
import dev.plumb.runtime.ledger.CellErrors;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.schema.Address;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What can be asked about the computed columns of an environment. For one thread, as long as its {@link Plumb} is open. */
public final class ComputedColumns {
    private final Environment environment;
    private final Database database;
    private final NamespaceKey key;
    private final Ledger ledger;

    ComputedColumns(Environment environment, Database database, NamespaceKey key, Ledger ledger) {
        this.environment = environment;
        this.database = database;
        this.key = key;
        this.ledger = ledger;
    }

    /**
     * The rows that columns could not be computed for.
     *
     * @param address of a column, a table or a directory; of all when absent
     * @param limit how many to show, the newest first
     * @throws SpecException when nothing with that address was ever applied
     */
    public ErrorReport errors(Optional<String> address, int limit) {
        try (Connection connection = database.connect()) {
            List<Address> managed = managed(connection);
            address.ifPresent(a -> requireKnown(a, managed));
            if (managed.isEmpty()) {
                return ErrorReport.EMPTY;
            }
            CellErrors errors = new CellErrors(new Schemas(
                    environment.namespace(),
                    managed.stream().map(Address::directory).toList()));
            List<CellErrorCount> counts = errors.counts(connection).stream()
                    .filter(c -> address.isEmpty() || c.column().isWithin(address.get()))
                    .toList();
            List<Address> columns =
                    counts.stream().map(CellErrorCount::column).distinct().toList();
            return new ErrorReport(counts, errors.latest(connection, columns, limit));
        } catch (SQLException e) {
            throw DatabaseException.during("reading the errors of " + database.description(), e);
        }
    }

    /** Nothing when nothing was applied yet, or only by a version of Plumb that computed nothing. */
    private List<Address> managed(Connection connection) throws SQLException {
        LedgerState state = ledger.state(connection, key);
        return state.namespace().isEmpty() || !state.knowsComputedColumns()
                ? List.of()
                : ledger.managed(connection, state.namespace().get().id()).stream()
                        .map(ManagedObject::address)
                        .toList();
    }

    private void requireKnown(String text, List<Address> managed) {
        if (managed.stream().noneMatch(a -> a.isWithin(text))) {
            List<String> known =
                    managed.stream().map(Address::toString).distinct().toList();
            throw new SpecException(List.of(new Problem(
                    Optional.empty(),
                    environment.name() + " has nothing at the address " + text,
                    Optional.of(Suggestions.nearest(text, known)
                            .map(n -> "did you mean " + n + "?")
                            .orElse("name a directory, a table or a column that is applied")))));
        }
    }
}
