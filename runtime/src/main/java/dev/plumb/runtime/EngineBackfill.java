package dev.plumb.runtime;

import dev.plumb.plan.Fill;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.runtime.apply.Backfill;
import dev.plumb.runtime.apply.BackfillAbortedException;
import dev.plumb.runtime.backfill.BackfillEngine;
import dev.plumb.runtime.backfill.BackfillOptions;
import dev.plumb.runtime.backfill.BackfillState;
import dev.plumb.runtime.backfill.BackfillStoppedException;
import dev.plumb.runtime.backfill.Backfills;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.call.SharedCallLimits;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.work.NoteScope;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkOptions;
import dev.plumb.runtime.work.Worker;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Fills the columns of an apply with the engine, as a job in the ledger that other processes can share. */
final class EngineBackfill implements Backfill {
    private final ConnectionSource connections;
    private final Functions functions;
    private final Map<String, String> variables;
    private final FillListener listener;

    EngineBackfill(
            ConnectionSource connections, Functions functions, Map<String, String> variables, FillListener listener) {
        this.connections = connections;
        this.functions = functions;
        this.variables = Map.copyOf(variables);
        this.listener = listener;
    }

    @Override
    public void discard(Fill fill) throws SQLException {
        try (Connection connection = connections.connect()) {
            OptionalLong relation = relation(connection, fill);
            if (relation.isPresent()) {
                for (BackfillState open : Backfills.open(connection, relation.getAsLong())) {
                    Backfills.cancel(connection, open.id());
                }
            }
        }
    }

    @Override
    public void run(Fill fill, Job job) throws SQLException, BackfillAbortedException, InterruptedException {
        long id = begin(fill, job);
        FunctionContext context = FunctionContext.of(variables);
        try (SharedCallLimits limits = new SharedCallLimits(connections);
                FunctionCalls calls = new FunctionCalls(context, limits)) {
            CellFunctions cells = new CellFunctions(functions.get(), context, calls);
            BackfillState ended =
                    fill(new BackfillEngine(connections, cells, BackfillOptions.defaults()), fill, id, job);
            if (ended.state() == BackfillState.State.RUNNING || ended.state() == BackfillState.State.PAUSED) {
                throw new InterruptedException("asked to end, backfill " + id + " is not done");
            }
            if (ended.state() != BackfillState.State.DONE) {
                throw new SQLException("backfill " + id + " of " + fill.table() + " was "
                        + ended.state().name().toLowerCase(java.util.Locale.ROOT)
                        + ended.reason().map(r -> ": " + r).orElse(""));
            }
        } catch (BackfillStoppedException e) {
            if (e.cell().isEmpty()) {
                throw e;
            }
            try (Connection connection = connections.connect()) {
                Backfills.cancel(connection, id);
            }
            throw new BackfillAbortedException(String.valueOf(e.getMessage()), e);
        }
    }

    private BackfillState fill(BackfillEngine engine, Fill fill, long id, Job job)
            throws SQLException, InterruptedException {
        job.ending().accept(engine::stop);
        try (FillListener.Filling filling = listener.filling(new TableBackfill(fill.table(), state(id)))) {
            return engine.run(id, Optional.of(job.fence()), filling);
        }
    }

    private BackfillState state(long id) throws SQLException {
        try (Connection connection = connections.connect()) {
            return Backfills.find(connection, id)
                    .orElseThrow(() -> new SQLException("backfill " + id + " is gone from the ledger"));
        }
    }

    /** What an interrupted apply began is continued. */
    @Override
    public long begin(Fill fill, Job job) throws SQLException {
        try (Connection connection = connections.connect()) {
            long relation = relation(connection, fill)
                    .orElseThrow(() -> new SQLException("the table " + fill.table() + " is gone"));
            Set<String> columns = new HashSet<>(fill.columns());
            for (BackfillState open : Backfills.open(connection, relation)) {
                if (columns.equals(new HashSet<>(open.columns()))) {
                    Backfills.resume(connection, open.id());
                    return open.id();
                }
                Backfills.cancel(connection, open.id());
            }
            return Backfills.create(
                    connection, job.fence().namespace(), OptionalLong.of(job.run()), relation, fill.columns());
        }
    }

    @Override
    public Settled settle(Address table, String schema, Job job) throws SQLException, InterruptedException {
        Instant now;
        OptionalLong relation;
        try (Connection connection = connections.connect()) {
            now = now(connection);
            relation = relation(connection, schema, table.name());
        }
        if (relation.isEmpty()) {
            return new Settled(now, 0);
        }
        WorkOptions options = WorkOptions.defaults().withScope(new NoteScope.OfTable(relation.getAsLong(), now));
        FunctionContext context = FunctionContext.of(variables);
        try (SharedCallLimits limits = new SharedCallLimits(connections);
                FunctionCalls calls = new FunctionCalls(context, limits)) {
            CellFunctions cells = new CellFunctions(functions.get(), context, calls);
            Worker worker = new Worker(connections, cells, options, WorkListener.SILENT);
            job.ending().accept(worker::stop);
            return new Settled(now, worker.drain().notesLeft());
        }
    }

    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }

    private static OptionalLong relation(Connection connection, Fill fill) throws SQLException {
        return relation(connection, fill.schema(), fill.table().name());
    }

    private static OptionalLong relation(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select c.oid::bigint from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relname = ?""")) {
            query.setString(1, schema);
            query.setString(2, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
