package dev.plumb.runtime.search;

import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.ValueType;
import dev.plumb.runtime.call.CallLimits;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.cell.ColumnValues;
import dev.plumb.runtime.function.BoundCall;
import dev.plumb.runtime.function.DeclaredCall;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.readonly.LiveColumns;
import dev.plumb.runtime.readonly.ReadOnlySession;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.Pause;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Spec;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Embeds texts as an index does, and finds the nearest rows. */
public final class Search {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    private final ConnectionSource source;
    private final FunctionCatalog catalog;
    private final Map<String, String> variables;
    private final Spec spec;
    private final NameMap names;

    /**
     * @param variables for functions, and for texts that name them
     * @param spec for the places of its parts
     * @param names of the environment
     */
    public Search(
            ConnectionSource source, FunctionCatalog catalog, Map<String, String> variables, Spec spec, NameMap names) {
        this.source = source;
        this.spec = spec;
        this.catalog = catalog;
        this.variables = Map.copyOf(variables);
        this.names = names;
    }

    /**
     * The nearest rows first. Rows that are not embedded yet are not found.
     *
     * @throws SpecException when the index is not there, or a text alone cannot be embedded
     * @throws dev.plumb.runtime.failure.PlumbException when the function cannot work or breaks its contract
     */
    public List<Neighbour> nearest(SearchRequest request) throws SQLException, InterruptedException {
        String schema = names.physicalSchema(request.address().directory().schemaName());
        String table = request.table().name();
        try (ReadOnlySession session =
                new ReadOnlySession(source, "search", SqlNames.quote(schema), STATEMENT_TIMEOUT)) {
            LiveColumns columns = LiveColumns.read(session, schema, table)
                    .filter(c -> c.types().containsKey(request.index().name()))
                    .orElseThrow(() -> refused(
                            "the index "
                                    + request.address()
                                            .child(
                                                    ObjectKind.INDEX,
                                                    request.index().name()) + " is not there yet",
                            "apply the spec first"));
            String vector = embedded(request);
            String sql = NeighbourQuery.of(columns, request).sql(columns, SqlNames.qualified(schema, table), request);
            return session.query(sql, List.of(Optional.of(vector)), Search::read);
        }
    }

    private static List<Neighbour> read(ResultSet rows) throws SQLException {
        List<Neighbour> found = new ArrayList<>();
        while (rows.next()) {
            found.add(new Neighbour(rows.getString(1), rows.getDouble(2), Optional.ofNullable(rows.getString(3))));
        }
        return found;
    }

    /** As text of a {@code real[]}. */
    private String embedded(SearchRequest request) throws InterruptedException {
        String name = request.index().name();
        BoundCall call = BoundCall.of(
                catalog,
                variables,
                spec,
                new DeclaredCall(
                        request.address().child(ObjectKind.COLUMN, name),
                        request.address().child(ObjectKind.INDEX, name),
                        request.index().computation(),
                        request.table().lowered(),
                        OptionalInt.of(request.index().dimensions())));
        Map<String, Object> values = new HashMap<>();
        call.columns().forEach((parameter, column) -> {
            boolean isText = call.function().description().signature().parameter(parameter).stream()
                    .anyMatch(p -> p.type() == ValueType.TEXT);
            if (!isText || !column.equals(request.index().column())) {
                throw refused(
                        "the index needs the column " + column + " beside a text, so a text alone cannot be looked for",
                        "search with SQL over the vectors themselves");
            }
            values.put(parameter, request.text());
        });
        try (FunctionCalls calls = new FunctionCalls(FunctionContext.of(variables), CallLimits.none(Pause.REAL))) {
            Outcome outcome = calls.caller(call.function(), call.constants())
                    .compute(List.of(call.row(values)))
                    .get(0)
                    .outcome();
            if (outcome instanceof Outcome.Value value && value.value() != null) {
                return ColumnValues.text(value.value());
            }
            throw refused(
                    "the text cannot be embedded: "
                            + (outcome instanceof Outcome.Failure failure
                                    ? failure.message() + " (" + failure.type() + ")"
                                    : "the function gave null"),
                    "look for another text");
        }
    }

    private static SpecException refused(String what, String remedy) {
        return new SpecException(List.of(new Problem(Optional.empty(), what, Optional.of(remedy))));
    }
}
