package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.call.SharedCallLimits;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.work.NoteScope;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkOptions;
import dev.plumb.runtime.work.Worker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works off what functions have yet to compute in the schemas of an environment, of which the ledger need not know anything. */
record OpenNotes(Project project, Environment environment, Database database) {
    private static final String TABLES = """
            select n.relation::bigint, pg_catalog.clock_timestamp() from plumb.note n
            join pg_catalog.pg_class c on c.oid = n.relation
            join pg_catalog.pg_namespace s on s.oid = c.relnamespace
            where s.nspname = any (?) group by n.relation""";

    /** @return how many are left, such as those whose function has to wait */
    long workOff() throws SQLException, InterruptedException {
        long left = 0;
        FunctionContext context = FunctionContext.of(environment.variables().texts());
        Functions functions = new Functions(project, List.of());
        try (functions;
                SharedCallLimits limits = new SharedCallLimits(database::connect);
                FunctionCalls calls = new FunctionCalls(context, limits)) {
            CellFunctions cells = new CellFunctions(functions.get(), context, calls);
            for (Map.Entry<Long, Instant> table : tables().entrySet()) {
                WorkOptions options =
                        WorkOptions.defaults().withScope(new NoteScope.OfTable(table.getKey(), table.getValue()));
                left += new Worker(database::connect, cells, options, WorkListener.SILENT)
                        .drain()
                        .notesLeft();
            }
        }
        return left;
    }

    private Map<Long, Instant> tables() throws SQLException {
        Map<Long, Instant> tables = new LinkedHashMap<>();
        String[] schemas = SpecFiles.of(project).read().schema().directories().stream()
                .map(d -> environment.namespace() + d.path().schemaName())
                .toArray(String[]::new);
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setArray(1, connection.createArrayOf("text", schemas));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.put(row.getLong(1), row.getTimestamp(2).toInstant());
                }
            }
        }
        return tables;
    }
}
