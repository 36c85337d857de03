package dev.plumb.runtime.ledger;

import dev.plumb.schema.DirectoryPath;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads of many namespaces what the ledger knows, in as many queries as of one.
 *
 * @param project whose they are
 */
public record TenantLedger(String project, LiveFingerprint fingerprint) {
    /** For the transaction: each fingerprint is of few schemas, for which the server would read all of its catalogs by itself. */
    private static final String BY_INDEXES =
            "set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off";

    private static final String AS_BEFORE =
            "set local enable_seqscan = on; set local enable_hashjoin = on; set local enable_mergejoin = on";

    /** Whatever version the ledger is of: what later ones added is asked for by name. */
    private static final String MANAGED = """
            select m.namespace, array_agg(distinct m.directory),
              md5(string_agg(m.row::text, ',' order by m.row::text collate "C"))
            from (select namespace, directory, to_jsonb(x) - array['namespace', 'since_run', 'live_fingerprint'] as row
              from plumb.managed x where namespace = any(?)) m
            group by m.namespace""";

    private static final String LAST_RUNS = """
            select n.id, coalesce(r.outcome, '') from plumb.namespace n left join plumb.run r on r.id = n.last_run
            where n.id = any(?)""";

    private static final String DATA = """
            select namespace, md5(string_agg(file || ' ' || digest, ',' order by file collate "C"))
            from plumb.data_migration where namespace = any(?) group by namespace""";

    /**
     * What is known, by prefix. A namespace that was never applied to is not in it.
     *
     * @param connection in autocommit mode
     * @param ledger of which version it is
     * @param keepFor how long the environment promises to keep what was removed; nothing without a promise
     */
    public Map<String, TenantState> read(
            Connection connection, LedgerState ledger, Collection<String> prefixes, Duration keepFor)
            throws SQLException {
        return ledger.version() == 0
                ? Map.of()
                : WithoutTimeout.read(connection, () -> known(connection, ledger, prefixes, keepFor));
    }

    private Map<String, TenantState> known(
            Connection connection, LedgerState ledger, Collection<String> prefixes, Duration keepFor)
            throws SQLException {
        Map<String, NamespaceState> namespaces = new HashMap<>();
        Map<String, String> environments = new HashMap<>();
        execute(connection, BY_INDEXES);
        try (PreparedStatement statement = connection.prepareStatement(namespaces(ledger))) {
            statement.setString(1, project);
            statement.setArray(2, connection.createArrayOf("text", prefixes.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    namespaces.put(row.getString(1), namespace(row));
                    environments.put(row.getString(1), row.getString(2));
                }
            }
        }
        execute(connection, AS_BEFORE);
        Map<Long, Remembered> remembered = remembered(connection, queries(ledger, keepFor), namespaces.values());
        Map<String, TenantState> states = new HashMap<>();
        namespaces.forEach((prefix, namespace) -> {
            Remembered its = remembered.getOrDefault(namespace.id(), Remembered.NOTHING);
            states.put(
                    prefix,
                    new TenantState(
                            namespace, environments.getOrDefault(prefix, ""), its.directories(), its.digests()));
        });
        return states;
    }

    /** The alias is one that no fingerprint's own query uses. */
    private String namespaces(LedgerState ledger) {
        return "select known.prefix, known.environment, known.id, known.spec_hash, known.live_fingerprint, "
                + fingerprint.expression("known.schemas") + ", known.schemas, known.revision, "
                + (ledger.knowsComputedColumns()
                        ? "exists (select from plumb.managed m where m.namespace = known.id and not m.filled)"
                        : "false")
                + " from plumb.namespace known where known.project = ? and known.prefix = any(?)";
    }

    private static NamespaceState namespace(ResultSet row) throws SQLException {
        return new NamespaceState(
                row.getLong(3),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)).orElse(""),
                List.of((String[]) row.getArray(7).getArray()),
                row.getLong(8),
                row.getBoolean(9));
    }

    /** What is remembered of one namespace. */
    private record Remembered(Set<DirectoryPath> directories, String digests) {
        static final Remembered NOTHING = new Remembered(Set.of(), "");

        Remembered and(String digest) {
            return new Remembered(directories, digests + " " + digest);
        }
    }

    private static List<String> queries(LedgerState ledger, Duration keepFor) {
        List<String> queries = new ArrayList<>(List.of(LAST_RUNS));
        if (ledger.knowsDataMigrations()) {
            queries.add(DATA);
        }
        if (ledger.knowsKept()) {
            queries.add(kept(keepFor));
        }
        return queries;
    }

    /** Whether the time of each is over counts as well: as long as it is not, plans are refused. */
    private static String kept(Duration keepFor) {
        return """
            select namespace, md5(string_agg(directory || ' ' || object || ' ' || part || ' ' || relation || ' ' || (at < now() - interval '%d s'),
              ',' order by directory collate "C", object collate "C", part collate "C"))
            from (select k.namespace, k.directory, k.object, k.part, k.at, c.relname || ' ' || starts_with(n.nspname, 'plumb:') as relation
              from plumb.kept k join pg_catalog.pg_class c on c.oid = k.relation
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace where k.namespace = any(?)) x
            group by namespace""".formatted(keepFor.toSeconds());
    }

    private static Map<Long, Remembered> remembered(
            Connection connection, List<String> queries, Collection<NamespaceState> namespaces) throws SQLException {
        Array ids = connection.createArrayOf(
                "bigint", namespaces.stream().map(NamespaceState::id).toArray());
        Map<Long, Remembered> remembered = new HashMap<>();
        forEach(connection, MANAGED, ids, row -> {
            Set<DirectoryPath> directories = Stream.of(
                            (String[]) row.getArray(2).getArray())
                    .map(DirectoryPath::parse)
                    .collect(Collectors.toCollection(HashSet::new));
            remembered.put(row.getLong(1), new Remembered(directories, row.getString(3)));
        });
        for (String query : queries) {
            forEach(connection, query, ids, row -> {
                Remembered before = remembered.getOrDefault(row.getLong(1), Remembered.NOTHING);
                remembered.put(row.getLong(1), before.and(row.getString(2)));
            });
        }
        return remembered;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void forEach(Connection connection, String query, Array ids, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setArray(1, ids);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reader.read(row);
                }
            }
        }
    }

    /**
     * The fingerprints of the catalog rows of some sets of schemas.
     *
     * @return one for each, in the same order
     */
    public List<String> fingerprints(Connection connection, List<List<String>> sets) throws SQLException {
        String sql = "select asked.position, " + fingerprint.expression("asked.names")
                + " from (select w.position, array_agg(w.name) as names"
                + " from unnest(?::int[], ?::text[]) as w(position, name) group by w.position) asked";
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            positions.addAll(Collections.nCopies(sets.get(i).size(), i));
        }
        return WithoutTimeout.read(connection, () -> {
            List<String> found = new ArrayList<>(Collections.nCopies(sets.size(), ""));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(1, connection.createArrayOf("int", positions.toArray()));
                statement.setArray(
                        2,
                        connection.createArrayOf(
                                "text", sets.stream().flatMap(List::stream).toArray()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.set(row.getInt(1), row.getString(2));
                    }
                }
            }
            return List.copyOf(found);
        });
    }
}
