package dev.plumb.runtime.ledger;

import dev.plumb.migration.LedgerSchema;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the ledger. Every method works for a role that may only read, and none leaves a transaction open. */
public final class Ledger {
    /** No such table, no such schema. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000");

    /** The first version of the ledger had no column that says what is filled, since nothing was. */
    private static final String NO_SUCH_COLUMN = "42703";

    private static final Set<String> ASK_ANOTHER_WAY = Stream.concat(
                    Stream.of(NO_SUCH_COLUMN), ServerIdentity.INVISIBLE.stream())
            .collect(Collectors.toSet());

    private static final Map<String, ObjectKind> KINDS =
            Arrays.stream(ObjectKind.values()).collect(Collectors.toMap(ObjectKind::label, Function.identity()));

    /** The first that can be asked is; nearly always that is the first one. */
    private final List<String> stateQueries;

    private final Consumer<LedgerState> check;

    /** Reads whatever is there. */
    public Ledger(LiveFingerprint fingerprint) {
        this(fingerprint, state -> {});
    }

    /** @param check throws when the state is not the one of the database that is meant */
    public Ledger(LiveFingerprint fingerprint, Consumer<LedgerState> check) {
        this.check = check;
        // Aliases that no fingerprint's own query uses. What later versions added is asked for by name.
        String query = """
                select l.version, known.id, known.spec_hash, known.live_fingerprint, known.schemas, known.revision,
                  case when known.id is not null then %s end, %s, known.environment,
                  to_jsonb(known) ->> 'system_identifier', (to_jsonb(known) ->> 'database_oid')::bigint, %s, %s,
                  array(select resident.project from plumb.namespace resident where known.id is null order by resident.id),
                  array(select resident.environment from plumb.namespace resident where known.id is null order by resident.id),
                  to_jsonb(known) ->> 'sandbox_until' is not null
                from plumb.ledger l left join plumb.namespace known on known.project = ? and known.prefix = ?""";
        String live = fingerprint.expression("known.schemas");
        String unfilled = "exists (select from plumb.managed m where m.namespace = known.id and not m.filled)";
        this.stateQueries = Stream.of(ServerIdentity.SYSTEM, "null::text")
                .flatMap(system -> Stream.of(unfilled, "false")
                        .map(filling -> query.formatted(live, filling, system, ServerIdentity.DATABASE)))
                .toList();
    }

    /**
     * The fast path: one query.
     *
     * @param connection in autocommit mode
     * @throws WrongTargetException when the ledger is of a newer version than this code
     */
    public LedgerState state(Connection connection, NamespaceKey key) throws SQLException {
        try {
            return ask(connection, key);
        } catch (SQLException e) {
            if (!WithoutTimeout.CANCELLED.equals(e.getSQLState())) {
                throw e;
            }
            // Only now, since setting the role's own limit aside takes three round trips more.
            return WithoutTimeout.read(connection, () -> ask(connection, key));
        }
    }

    private LedgerState ask(Connection connection, NamespaceKey key) throws SQLException {
        Iterator<String> queries = stateQueries.iterator();
        while (true) {
            try {
                LedgerState state = ask(connection, key, queries.next());
                check.accept(state);
                return state;
            } catch (SQLException e) {
                if (!queries.hasNext() || !ASK_ANOTHER_WAY.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
            }
        }
    }

    private static LedgerState ask(Connection connection, NamespaceKey key, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, key.project());
            statement.setString(2, key.prefix());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? state(row) : LedgerState.NONE;
            }
        } catch (SQLException e) {
            if (MISSING.contains(String.valueOf(e.getSQLState()))) {
                return LedgerState.NONE;
            }
            throw e;
        }
    }

    private static LedgerState state(ResultSet row) throws SQLException {
        int version = row.getInt(1);
        if (version > LedgerSchema.version()) {
            throw new WrongTargetException(
                    "the ledger (schema plumb) of this database is of version " + version
                            + ", this Plumb knows versions up to " + LedgerSchema.version(),
                    "use the newer Plumb that upgraded it");
        }
        long id = row.getLong(2);
        if (row.wasNull()) {
            return new LedgerState(version, Optional.empty(), residence(row));
        }
        NamespaceState namespace = new NamespaceState(
                id,
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(7)).orElse(""),
                strings(row.getArray(5)),
                row.getLong(6),
                row.getBoolean(8));
        return new LedgerState(version, Optional.of(namespace), residence(row));
    }

    private static Residence residence(ResultSet row) throws SQLException {
        List<String> projects = strings(row.getArray(14));
        List<String> environments = strings(row.getArray(15));
        return new Residence(
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(10)),
                Optional.ofNullable(row.getObject(11, Long.class)),
                Optional.ofNullable(row.getString(12)),
                row.getLong(13),
                IntStream.range(0, projects.size())
                        .mapToObj(i -> new Residence.Resident(projects.get(i), environments.get(i)))
                        .toList(),
                row.getBoolean(16));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** Everything that is managed in a namespace. */
    public List<ManagedObject> managed(Connection connection, long namespace) throws SQLException {
        return WithoutTimeout.read(connection, () -> allManaged(connection, namespace));
    }

    private static List<ManagedObject> allManaged(Connection connection, long namespace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select kind, directory, object, part, spec_fingerprint, prevent_destroy,"
                        // The first version of the ledger knows of nothing that could not be filled.
                        + " coalesce((to_jsonb(m) ->> 'filled')::boolean, true),"
                        + " coalesce((to_jsonb(m) ->> 'never_filled')::boolean, false) from plumb.managed m where namespace = ?")) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                List<ManagedObject> managed = new ArrayList<>();
                while (row.next()) {
                    managed.add(new ManagedObject(
                            address(row), row.getString(5), row.getBoolean(6), row.getBoolean(7), row.getBoolean(8)));
                }
                return managed;
            }
        }
    }

    static Address address(ResultSet row) throws SQLException {
        String label = row.getString(1);
        ObjectKind kind = KINDS.get(label);
        if (kind == null) {
            throw new SQLException("plumb.managed holds the kind '" + label + "', which this Plumb does not know");
        }
        return new Address(
                kind,
                DirectoryPath.parse(row.getString(2)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(4)));
    }

    /** The run that began last, if there was one. */
    public Optional<RunSummary> lastRun(Connection connection, long namespace) throws SQLException {
        return WithoutTimeout.read(connection, () -> newestRun(connection, namespace));
    }

    private static Optional<RunSummary> newestRun(Connection connection, long namespace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select id, started_at, finished_at, os_user, host, git_commit, outcome, error
                from plumb.run where namespace = ? order by id desc limit 1""")) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(run(row)) : Optional.empty();
            }
        }
    }

    private static RunSummary run(ResultSet row) throws SQLException {
        return new RunSummary(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                RunSummary.Outcome.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString(8)));
    }

    /** Who is applying to a namespace, if anybody is. */
    public Optional<Holder> holder(Connection connection, long namespace) throws SQLException {
        return WithoutTimeout.read(connection, () -> applying(connection, namespace));
    }

    private static Optional<Holder> applying(Connection connection, long namespace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select os_user, host, pid, acquired_at
                from plumb.lease where namespace = ? and owner is not null and expires_at > clock_timestamp()""")) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(holder(row)) : Optional.empty();
            }
        }
    }

    static Holder holder(ResultSet row) throws SQLException {
        return new Holder(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getTimestamp(4).toInstant());
    }
}
