package dev.plumb.runtime.search;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.ValueType;
import dev.plumb.runtime.call.CallLimits;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.cell.CallDefinition;
import dev.plumb.runtime.cell.ColumnValues;
import dev.plumb.runtime.function.BoundCall;
import dev.plumb.runtime.function.CallChecks;
import dev.plumb.runtime.function.DeclaredCall;
import dev.plumb.runtime.function.DeclaredType;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.readonly.LiveColumns;
import dev.plumb.runtime.readonly.ReadOnlySession;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.Pause;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Embeds texts as an index does, and finds the nearest rows. */
public final class Search {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

    private static final int OTHER_COLUMNS = 2;

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
     * @throws SpecException when the index is not there as it is declared, or a text alone cannot be embedded
     * @throws dev.plumb.runtime.failure.PlumbException when the function cannot work or breaks its contract
     */
    public List<Neighbour> nearest(SearchRequest request) throws SQLException, InterruptedException {
        String schema = names.physicalSchema(request.address().directory().schemaName());
        String table = request.table().name();
        try (ReadOnlySession session =
                new ReadOnlySession(source, "search", SqlNames.quote(schema), STATEMENT_TIMEOUT)) {
            Optional<LiveColumns> columns = LiveColumns.read(session, schema, table);
            Optional<SearchableIndex> index =
                    SearchableIndex.find(session, schema, table, request.index().name());
            if (columns.isEmpty() || index.isEmpty()) {
                throw refused("the index " + address(request) + " is not there yet", "apply the spec first");
            }
            BoundCall call = call(request);
            requireApplied(request, index.get());
            List<String> shown = shown(request, columns.get());
            return session.query(
                    SearchableIndex.settings(request.limit()),
                    index.get().sql(shown),
                    List.of(Optional.of(embedded(request, call)), Optional.of(String.valueOf(request.limit()))),
                    rows -> read(rows, shown));
        }
    }

    private static Address address(SearchRequest request) {
        return request.address().child(ObjectKind.INDEX, request.index().name());
    }

    /** Vectors of another function, or of another length, say nothing about this one's. */
    private void requireApplied(SearchRequest request, SearchableIndex present) {
        boolean same = present.embedding()
                        .filter(e -> e.dimensions() == request.index().dimensions()
                                && e.metric() == request.index().metric())
                        .isPresent()
                && CallDefinition.parse(present.formula().text()).equals(CallDefinition.parse(definition(request)));
        if (!same) {
            throw refused(
                    "the index " + address(request) + " is not the one that is declared: it holds the vectors of "
                            + present.described(),
                    "apply the spec first");
        }
        if (!present.isCallable()) {
            throw refused(
                    "the index " + address(request) + " cannot be searched: its function "
                            + PlumbingNames.search(request.index().name()) + " is gone",
                    "apply the spec, which makes it again");
        }
    }

    private String definition(SearchRequest request) {
        return new CallChecks(catalog, variables, spec).definition(declared(request));
    }

    /** A column or two that tell people which row it is, and the embedded one. */
    private static List<String> shown(SearchRequest request, LiveColumns columns) {
        String embedded = request.index().column();
        List<String> shown = new ArrayList<>(request.table().columns().stream()
                .map(Column::name)
                .filter(c -> !c.equals(embedded) && !columns.key().contains(c))
                .filter(c ->
                        DeclaredType.of(columns.types().getOrDefault(c, "")).isText())
                .limit(OTHER_COLUMNS)
                .toList());
        shown.add(embedded);
        return shown;
    }

    private static List<Neighbour> read(ResultSet rows, List<String> shown) throws SQLException {
        List<Neighbour> found = new ArrayList<>();
        while (rows.next()) {
            Map<String, Optional<String>> columns = new LinkedHashMap<>();
            for (int i = 0; i < shown.size(); i++) {
                columns.put(shown.get(i), Optional.ofNullable(rows.getString(3 + i)));
            }
            found.add(new Neighbour(rows.getString(1), rows.getDouble(2), columns));
        }
        return found;
    }

    private DeclaredCall declared(SearchRequest request) {
        return new DeclaredCall(
                request.address().child(ObjectKind.COLUMN, request.index().name()),
                address(request),
                request.index().computation(),
                request.table().lowered(),
                OptionalInt.of(request.index().dimensions()));
    }

    private BoundCall call(SearchRequest request) {
        return BoundCall.of(catalog, variables, spec, declared(request));
    }

    /** As text of a {@code real[]}. */
    private String embedded(SearchRequest request, BoundCall call) throws InterruptedException {
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
