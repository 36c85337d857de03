package dev.plumb.runtime.apply;

import dev.plumb.plan.Plan;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.LiveFingerprint;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.RunOrigin;
import dev.plumb.schema.Address;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** One database, the ledger in it, and an applier for hand-made plans. */
final class ApplyFixture {
    static final LiveFingerprint FINGERPRINT = schemas -> """
            (select coalesce(md5(string_agg(c.oid || '.' || c.relname || '.' || c.relnatts, ',' order by c.oid)), '')
             from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any(%s))""".formatted(schemas);

    static final NamespaceKey KEY = new NamespaceKey("test", "dev_");
    static final List<String> SCHEMAS = List.of("dev_app");
    static final String SPEC_HASH = "hash";

    static final ApplyOptions OPTIONS =
            ApplyOptions.DEFAULT.withLockTimeout(Duration.ofSeconds(30)).withLockBudget(Duration.ofSeconds(60));

    private final TestDatabase database;
    private final Ledger ledger = new Ledger(FINGERPRINT);

    ApplyFixture(TestDatabase database) {
        this.database = database;
    }

    static ApplyFixture onLatest() {
        return new ApplyFixture(TestPostgres.latest().newDatabase());
    }

    TestDatabase database() {
        return database;
    }

    Applier applier(ApplyOptions options) {
        return new Applier(database::connect, KEY, FINGERPRINT, options, new SplittableRandom(1), Backfill.NONE);
    }

    OptionalLong apply(Plan plan, Address... managed) {
        return applier(OPTIONS).apply(request(plan, managed), ApplyListener.SILENT);
    }

    /** The plan on the state that the database has now. */
    ApplyRequest request(Plan plan, Address... managedAfter) {
        return request(plan, Set.of(managedAfter));
    }

    ApplyRequest request(Plan plan, Collection<Address> managedAfter) {
        try (Connection connection = database.connect()) {
            LedgerState state = ledger.state(connection, KEY);
            return new ApplyRequest(
                    plan,
                    new RunOrigin(
                            "test", Optional.empty(), SPEC_HASH, "dir: app", "{\"steps\": []}", "", Optional.empty()),
                    new ApplyRequest.Basis(SCHEMAS, fingerprint(connection), state.revision()),
                    managed(),
                    managedAfter.stream()
                            .map(a -> new ManagedObject(a, "declared", false))
                            .toList(),
                    Map.of(HandMadePlan.APP, "dev_app"),
                    SCHEMAS,
                    Arrival.PROVED);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fingerprint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + FINGERPRINT.expression("array['dev_app']"))) {
            row.next();
            return row.getString(1);
        }
    }

    LedgerState state() {
        try (Connection connection = database.connect()) {
            return ledger.state(connection, KEY);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<Address> managed() {
        Optional<NamespaceState> namespace = state().namespace();
        try (Connection connection = database.connect()) {
            return namespace.isEmpty()
                    ? Set.of()
                    : ledger.managed(connection, namespace.get().id()).stream()
                            .map(ManagedObject::address)
                            .collect(Collectors.toSet());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row, null as the word. */
    List<String> query(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(Optional.ofNullable(rows.getString(1)).orElse("null"));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run: " + sql, e);
        }
    }

    List<String> outcomes() {
        return query("select outcome from plumb.run order by id");
    }
}
