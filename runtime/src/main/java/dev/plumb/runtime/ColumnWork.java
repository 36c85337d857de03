package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.database.Database;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.runtime.backfill.BackfillEngine;
import dev.plumb.runtime.backfill.BackfillOptions;
import dev.plumb.runtime.backfill.BackfillState;
import dev.plumb.runtime.backfill.Backfills;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.call.SharedCallLimits;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.LiveTable;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.CellErrorCount;
import dev.plumb.runtime.ledger.CellErrors;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.runtime.work.NoteScope;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkOptions;
import dev.plumb.runtime.work.Worker;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Filling the computed columns of an environment and keeping them right: several processes may do this at once. To be used as long as its
 * {@link Plumb} is open.
 */
public final class ColumnWork {
    private static final String RELATION = """
            select n.nspname, c.relname from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = ?::pg_catalog.oid""";

    private static final String OID = """
            select c.oid::bigint from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relname = ?""";

    private final Environment environment;
    private final Database database;
    private final Functions functions;
    private final NamespaceKey key;
    private final Ledger ledger;

    ColumnWork(Environment environment, Database database, Functions functions, NamespaceKey key, Ledger ledger) {
        this.environment = environment;
        this.database = database;
        this.functions = functions;
        this.key = key;
        this.ledger = ledger;
    }

    /**
     * The backfills of the environment, the latest first; those of tables that are gone are left out.
     *
     * @param target a number, or the address of a column, a table or a directory; all when absent
     * @throws SpecException when there is none that it could mean
     */
    public List<TableBackfill> backfills(Optional<String> target) {
        try (Connection connection = database.connect()) {
            return backfills(connection, target);
        } catch (SQLException e) {
            throw during("reading the backfills", e);
        }
    }

    private List<TableBackfill> backfills(Connection connection, Optional<String> target) throws SQLException {
        Optional<Long> namespace = namespace(connection);
        List<TableBackfill> all = new ArrayList<>();
        if (namespace.isPresent()) {
            for (BackfillState state : Backfills.ofNamespace(connection, namespace.get())) {
                table(connection, state.relation()).ifPresent(t -> all.add(new TableBackfill(t, state)));
            }
        }
        List<TableBackfill> meant = all.stream()
                .filter(b -> target.isEmpty() || b.isMeantBy(target.get()))
                .toList();
        if (target.isPresent() && meant.isEmpty()) {
            throw refused(
                    environment.name() + " has no backfill of " + target.get(),
                    "plumb backfill status lists those that there are");
        }
        return meant;
    }

    /** What somebody does to a backfill. */
    @FunctionalInterface
    public interface Steering {
        /** Whether it was in a state for it. */
        boolean apply(Connection connection, long id) throws SQLException;
    }

    /** Lets all processes stop after what they are at. Returns those that ran. */
    public List<TableBackfill> pause(Optional<String> target) {
        return steer(target, (connection, id) -> Backfills.pause(connection, id, "paused by hand"));
    }

    /** Lets paused and failed ones go on where they stopped, once a process runs them. */
    public List<TableBackfill> resume(Optional<String> target) {
        return steer(target, Backfills::resume);
    }

    /** Ends those that are not at their end. What is filled stays. */
    public List<TableBackfill> cancel(Optional<String> target) {
        return steer(target, Backfills::cancel);
    }

    private List<TableBackfill> steer(Optional<String> target, Steering steering) {
        try (Connection connection = database.connect()) {
            List<TableBackfill> steered = new ArrayList<>();
            for (TableBackfill backfill : backfills(connection, target)) {
                if (steering.apply(connection, backfill.state().id())) {
                    steered.add(backfill);
                }
            }
            return steered;
        } catch (SQLException e) {
            throw during("steering backfills", e);
        }
    }

    /** One that takes part in backfills and is not started yet. */
    public ColumnFiller filler(BackfillOptions options) {
        Callers callers = new Callers();
        return new ColumnFiller(new BackfillEngine(database::connect, callers.functions, options), callers::close);
    }

    /**
     * Notes the rows that have errors, for a worker to compute them again.
     *
     * @param address of a column, a table or a directory; all when absent
     * @return how many rows
     */
    public long retry(Optional<String> address) {
        try (Connection connection = database.connect()) {
            if (namespace(connection).isEmpty()) {
                return 0;
            }
            List<Address> columns = failing(connection, address);
            forgetGone(connection, columns);
            long rows = 0;
            for (Address column : columns) {
                rows += note(connection, column);
            }
            return rows;
        } catch (SQLException e) {
            throw during("noting rows with errors", e);
        }
    }

    private void forgetGone(Connection connection, List<Address> columns) throws SQLException {
        Set<Address> tables = new LinkedHashSet<>();
        columns.forEach(c -> tables.add(
                Address.of(ObjectKind.TABLE, c.directory(), c.object().orElseThrow())));
        for (Address table : tables) {
            try (PreparedStatement statement = connection.prepareStatement(OID)) {
                statement.setString(
                        1, environment.namespace() + table.directory().schemaName());
                statement.setString(2, table.name());
                try (ResultSet row = statement.executeQuery()) {
                    Optional<LiveTable> live =
                            row.next() ? LiveTable.find(connection, row.getLong(1)) : Optional.empty();
                    if (live.isPresent()) {
                        live.get().forgetGone(connection);
                    }
                }
            }
        }
    }

    private List<Address> failing(Connection connection, Optional<String> address) throws SQLException {
        LedgerState state = ledger.state(connection, key);
        List<Address> managed = ledger
                .managed(connection, state.namespace().orElseThrow().id())
                .stream()
                .map(ManagedObject::address)
                .toList();
        if (address.isPresent() && managed.stream().noneMatch(a -> a.isWithin(address.get()))) {
            throw refused(
                    environment.name() + " has nothing at the address " + address.get(),
                    "name a directory, a table or a column that is applied; plumb errors lists those with errors");
        }
        Schemas schemas = new Schemas(
                environment.namespace(),
                managed.stream().map(Address::directory).toList());
        return new CellErrors(schemas)
                .counts(connection).stream()
                        .map(CellErrorCount::column)
                        .distinct()
                        .filter(c -> address.isEmpty() || c.isWithin(address.get()))
                        .toList();
    }

    /** Those whose input has an error follow by themselves. */
    private long note(Connection connection, Address column) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into plumb.note (relation, key, cells)
                select e.relation, e.key, array[e.column_name] from plumb.cell_error e
                join pg_catalog.pg_class c on c.oid = e.relation
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ? and e.column_name = ? and e.error_type <> 'InputFailed'""")) {
            statement.setString(1, environment.namespace() + column.directory().schemaName());
            statement.setString(2, column.object().orElseThrow());
            statement.setString(3, column.name());
            return statement.executeUpdate();
        }
    }

    /**
     * A worker that is not started yet.
     *
     * @throws SpecException when nothing is applied, so that there is nothing to keep right
     */
    public ColumnWorker worker(WorkListener listener) {
        long namespace;
        try (Connection connection = database.connect()) {
            namespace = namespace(connection)
                    .orElseThrow(
                            () -> refused("nothing is applied to " + environment.name() + " yet", "plumb apply first"));
        } catch (SQLException e) {
            throw during("looking for work", e);
        }
        Callers callers = new Callers();
        return new ColumnWorker(
                new Worker(
                        database::connect,
                        callers.functions,
                        WorkOptions.defaults().withScope(new NoteScope.OfNamespace(namespace)),
                        listener),
                callers::close);
    }

    private Optional<Long> namespace(Connection connection) throws SQLException {
        LedgerState state = ledger.state(connection, key);
        return state.knowsComputedColumns() ? state.namespace().map(n -> n.id()) : Optional.empty();
    }

    private Optional<Address> table(Connection connection, long relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELATION)) {
            statement.setLong(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                Schemas schemas = new Schemas(environment.namespace(), List.of());
                return row.next()
                        ? Optional.of(
                                Address.of(ObjectKind.TABLE, schemas.directory(row.getString(1)), row.getString(2)))
                        : Optional.empty();
            }
        }
    }

    private DatabaseException during(String doing, SQLException e) {
        return DatabaseException.during(doing + " of " + database.description(), e);
    }

    private static SpecException refused(String what, String remedy) {
        return new SpecException(List.of(new Problem(Optional.empty(), what, Optional.of(remedy))));
    }

    /** The project's functions, called within the rates that all processes share. */
    private final class Callers implements AutoCloseable {
        private final SharedCallLimits limits = new SharedCallLimits(database::connect);
        private final FunctionCalls calls;
        private final CellFunctions functions;

        Callers() {
            FunctionContext context = FunctionContext.of(environment.variables().texts());
            this.calls = new FunctionCalls(context, limits);
            this.functions = new CellFunctions(ColumnWork.this.functions.get(), context, calls);
        }

        @Override
        public void close() {
            calls.close();
            limits.close();
        }
    }
}
