package dev.plumb.runtime.sample;

import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Limits;
import dev.plumb.runtime.call.CallLimits;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.function.BoundCall;
import dev.plumb.runtime.function.DeclaredCall;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.readonly.LiveColumns;
import dev.plumb.runtime.readonly.ReadOnlySession;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.Pause;
import dev.plumb.schema.Address;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputationVisitor;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tries computed columns on rows that are there. */
public final class Sampler {
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

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
    public Sampler(
            ConnectionSource source, FunctionCatalog catalog, Map<String, String> variables, Spec spec, NameMap names) {
        this.source = source;
        this.spec = spec;
        this.catalog = catalog;
        this.variables = Map.copyOf(variables);
        this.names = names;
    }

    /**
     * Computes a column for some rows, and whatever computed columns it needs. Stores nothing.
     *
     * @throws SpecException when the table is not there, or a function or condition does not fit
     * @throws dev.plumb.runtime.failure.PlumbException when a function cannot work or breaks its contract
     * @throws SQLException when the server does not take the SQL
     */
    public Sample sample(SampleRequest request) throws SQLException, InterruptedException {
        String schema = names.physicalSchema(request.address().directory().schemaName());
        FunctionContext context = FunctionContext.of(variables);
        try (ReadOnlySession session =
                        new ReadOnlySession(source, "sample", SqlNames.quote(schema), STATEMENT_TIMEOUT);
                FunctionCalls calls = new FunctionCalls(context, CallLimits.none(Pause.REAL))) {
            LiveColumns live = LiveColumns.read(session, schema, request.table().name())
                    .orElseThrow(() -> missing("the table " + request.address() + " is not there yet"));
            requireColumns(request, live);
            Trial trial = new Trial(request, session, calls, live);
            List<SampledRow> rows = new ArrayList<>();
            for (Map<String, Optional<String>> stored : trial.rows(schema)) {
                rows.add(trial.computed(stored));
            }
            return new Sample(trial.function(), rows, trial.estimate(rows));
        }
    }

    private static void requireColumns(SampleRequest request, LiveColumns live) {
        List<String> absent = request.stored().stream()
                .filter(c -> !live.types().containsKey(c))
                .toList();
        if (!absent.isEmpty()) {
            throw missing(request.address() + " has no column " + String.join(", ", absent) + " yet");
        }
    }

    private static SpecException missing(String what) {
        return new SpecException(List.of(
                new Problem(Optional.empty(), what, Optional.of("apply the spec without the computed column first"))));
    }

    /** One column on one table. */
    private final class Trial {
        private static final String KEY = "";

        private final SampleRequest request;
        private final ReadOnlySession session;
        private final FunctionCalls calls;
        private final LiveColumns live;
        private final Map<String, Evaluation> evaluations = new LinkedHashMap<>();
        private final Map<String, BoundCall> bound = new HashMap<>();
        private final Map<String, String> types;

        Trial(SampleRequest request, ReadOnlySession session, FunctionCalls calls, LiveColumns live) {
            this.request = request;
            this.session = session;
            this.calls = calls;
            this.live = live;
            this.types = new HashMap<>(live.types());
            for (ComputedColumn column : request.chain()) {
                evaluations.put(column.name(), evaluation(column));
                type(column).ifPresent(t -> types.put(column.name(), t));
            }
        }

        private Optional<String> type(ComputedColumn column) {
            return Optional.of(column.type()).filter(t -> !t.isBlank()).map(names::toPhysical);
        }

        private Evaluation evaluation(ComputedColumn column) {
            return column.computation().accept(new ComputationVisitor<>() {
                @Override
                public Evaluation sql(Computation.SqlExpression expression) {
                    String what = "the expression of " + column.name();
                    return server(
                            column,
                            column.inputs(request.table()),
                            types,
                            UserSql.expression(what, expression.sql(), names));
                }

                @Override
                public Evaluation call(Computation.FunctionCall call) {
                    BoundCall checked = BoundCall.of(catalog, variables, spec, declared(column, call));
                    bound.put(column.name(), checked);
                    Optional<ServerEvaluation> taken = type(column)
                            .map(t -> server(
                                    column,
                                    List.of(CallEvaluation.VALUE),
                                    Map.of(CallEvaluation.VALUE, "pg_catalog.text"),
                                    "(" + CallEvaluation.VALUE + ")"));
                    return new CallEvaluation(
                            session,
                            column.name(),
                            types,
                            checked,
                            calls.caller(checked.function(), checked.constants()),
                            taken);
                }
            });
        }

        private DeclaredCall declared(ComputedColumn column, Computation.FunctionCall call) {
            Optional<EmbeddingIndex> index = request.table().embedding(column.name());
            Address at =
                    request.address().child(index.isPresent() ? ObjectKind.INDEX : ObjectKind.COLUMN, column.name());
            return new DeclaredCall(
                    request.address().child(ObjectKind.COLUMN, column.name()),
                    at,
                    call,
                    typed(column, call),
                    index.isPresent() ? OptionalInt.of(index.get().dimensions()) : OptionalInt.empty());
        }

        /** A column that is tried without a type takes what its function gives. */
        private Table typed(ComputedColumn column, Computation.FunctionCall call) {
            Table table = request.table().lowered();
            if (!column.type().isBlank()) {
                return table;
            }
            String given = catalog.find(call.function())
                    .map(f -> f.description().signature().result().sqlName())
                    .orElse("");
            return table.withColumns(table.columns().stream()
                    .map(c -> c.name().equals(column.name()) ? c.withType(given) : c)
                    .toList());
        }

        private ServerEvaluation server(
                ComputedColumn column, List<String> inputs, Map<String, String> inputTypes, String expression) {
            return ServerEvaluation.of(
                    session, request.table().name(), column.name(), inputs, inputTypes, expression, type(column));
        }

        /** What is stored of each row, as text. */
        List<Map<String, Optional<String>>> rows(String schema) throws SQLException {
            String condition = request.where()
                    .map(w -> "\nwhere " + UserSql.expression("--where", w, names))
                    .orElse("");
            String table = SqlNames.quote(request.table().name());
            String columns = request.stored().stream()
                    .map(c -> ", " + table + "." + SqlNames.quote(c) + "::pg_catalog.text")
                    .collect(Collectors.joining());
            String sql = "select " + live.keySql(table) + columns + "\nfrom "
                    + SqlNames.qualified(schema, request.table().name()) + " as " + table + condition + "\nlimit "
                    + request.rows();
            return session.query(sql, List.of(), this::read);
        }

        private List<Map<String, Optional<String>>> read(ResultSet rows) throws SQLException {
            List<String> columns =
                    Stream.concat(Stream.of(KEY), request.stored().stream()).toList();
            List<Map<String, Optional<String>>> read = new ArrayList<>();
            while (rows.next()) {
                Map<String, Optional<String>> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), Optional.ofNullable(rows.getString(i + 1)));
                }
                read.add(row);
            }
            return read;
        }

        SampledRow computed(Map<String, Optional<String>> stored) throws SQLException, InterruptedException {
            Map<String, Optional<String>> row = new HashMap<>(stored);
            Map<String, SampledValue> values = new LinkedHashMap<>();
            request.stored()
                    .forEach(c -> values.put(c, SampledValue.stored(c, stored.getOrDefault(c, Optional.empty()))));
            for (ComputedColumn column : request.chain()) {
                SampledValue value = computed(column, row, values);
                values.put(column.name(), value);
                row.put(column.name(), value.text());
            }
            List<String> inputs = column().inputs(request.table());
            return new SampledRow(
                    stored.getOrDefault(KEY, Optional.empty()).orElse(""),
                    inputs.stream()
                            .flatMap(i -> Stream.ofNullable(values.get(i)))
                            .toList(),
                    values.getOrDefault(request.column(), SampledValue.stored(request.column(), Optional.empty())));
        }

        private SampledValue computed(
                ComputedColumn column, Map<String, Optional<String>> row, Map<String, SampledValue> values)
                throws SQLException, InterruptedException {
            for (String input : column.inputs(request.table())) {
                if (values.containsKey(input) && values.get(input).failure().isPresent()) {
                    return SampledValue.failed(
                            column.name(), "InputFailed", "its input " + input + " has an error", Duration.ZERO);
                }
            }
            Evaluation evaluation = evaluations.get(column.name());
            if (evaluation == null) {
                throw new IllegalStateException(column.name() + " is not in its own chain");
            }
            return evaluation.of(row);
        }

        private ComputedColumn column() {
            List<ComputedColumn> chain = request.chain();
            return chain.get(chain.size() - 1);
        }

        Optional<String> function() {
            return Optional.ofNullable(bound.get(request.column()))
                    .map(b -> b.function().toString());
        }

        SampleEstimate estimate(List<SampledRow> rows) {
            Optional<Limits> limits = Optional.ofNullable(bound.get(request.column()))
                    .map(b -> b.function().description().limits());
            List<Duration> measured = rows.stream()
                    .map(SampledRow::result)
                    .filter(v -> v.failure()
                            .filter(f -> f.type().equals("InputFailed"))
                            .isEmpty())
                    .map(SampledValue::time)
                    .toList();
            return SampleEstimate.of(live.rows(), measured, limits);
        }
    }
}
