package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Change;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.RenameResolution;
import dev.plumb.plan.Unfilled;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.diff.Parts;
import dev.plumb.plan.planning.Planner;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.NameMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What would have to change in one environment for its schemas to be like another's, as both databases are now, whoever made
 * them so and whatever the files say.
 *
 * @param from the environment that would have to change
 * @param to the one that it would then be like
 * @param changes sorted by address
 * @param notes what to know about the comparison
 */
public record EnvironmentDifference(String from, String to, List<Change> changes, List<String> notes) {
    private static final int MAJOR = 10_000;

    public EnvironmentDifference {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /** Reads both and compares them. */
    public static EnvironmentDifference between(Project project, Environment from, Environment to) {
        Side one = Side.read(project, from);
        Side other = Side.read(project, to);
        List<Change> changes = new Planner()
                .plan(one.towards(other)).changes().stream()
                        .filter(c -> !c.action().isBookkeeping())
                        .toList();
        List<String> notes = new ArrayList<>();
        Stream.of(one, other).flatMap(Side::notes).forEach(notes::add);
        int here = one.state().serverVersion() / MAJOR;
        int there = other.state().serverVersion() / MAJOR;
        if (here != there) {
            notes.add("the servers are PostgreSQL " + here + " and " + there
                    + ", which may spell the same expression differently");
        }
        return new EnvironmentDifference(from.title(), to.title(), changes, notes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** One environment's database. */
    private record Side(Environment environment, Map<DirectoryPath, String> schemas, CatalogState state) {
        static Side read(Project project, Environment environment) {
            NamespaceKey key = new NamespaceKey(project.name(), environment.namespace());
            Ledger ledger = new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass);
            try (Database database = Databases.open(project, environment);
                    Connection connection = database.connect()) {
                LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
                Map<DirectoryPath, String> schemas = new HashMap<>();
                Schemas names = new Schemas(environment.namespace(), List.of());
                state.namespace()
                        .map(NamespaceState::schemas)
                        .orElse(List.of())
                        .forEach(s -> schemas.put(names.directory(s), s));
                return new Side(environment, schemas, CatalogReader.live().read(connection, schemas));
            } catch (SQLException e) {
                throw DatabaseException.during("looking at environment " + environment.title(), e);
            }
        }

        Stream<String> notes() {
            return schemas.isEmpty() ? Stream.of("nothing is applied to " + environment.title()) : Stream.empty();
        }

        PlanRequest towards(Side other) {
            Map<Address, ComputedTable> computed = new HashMap<>();
            other.state.computed().forEach((table, cells) -> computed.put(table, cells.current()));
            return new PlanRequest(
                    environment.name(),
                    other.state.schema(),
                    other.state.dependencies(),
                    other.state.outputColumns(),
                    Set.of(),
                    computed,
                    Unfilled.NONE,
                    Map.of(),
                    state,
                    RenameResolution.NONE,
                    everything(state.schema()),
                    Set.of(),
                    Set.of(),
                    Map.of(),
                    Map.of(),
                    names(other));
        }

        /** Only what is shown counts, so statements may name every directory as it is called here. */
        private NameMap names(Side other) {
            Map<String, String> physical = new HashMap<>();
            Stream.of(this, other)
                    .flatMap(s -> s.schemas.keySet().stream())
                    .forEach(d -> physical.put(d.schemaName(), environment.namespace() + d.schemaName()));
            Map<String, Set<String>> known = new HashMap<>();
            Stream.of(this, other).forEach(s -> s.state.knownNames().forEach((schema, names) -> known.computeIfAbsent(
                            schema, n -> new HashSet<>())
                    .addAll(names)));
            return new NameMap(physical, known);
        }

        private static Set<Address> everything(Schema schema) {
            Set<Address> all = new HashSet<>();
            for (Directory directory : schema.directories()) {
                all.add(directory.address());
                directory.objects().forEach(o -> {
                    Address address = o.address(directory.path());
                    all.add(address);
                    all.addAll(Parts.of(address, o).addresses());
                });
            }
            return all;
        }
    }
}
