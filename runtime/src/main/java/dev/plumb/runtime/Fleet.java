package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.canonical.PlannedDirectories;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.PlanFileRuns;
import dev.plumb.runtime.ledger.TenantLedger;
import dev.plumb.runtime.ledger.TenantState;
import dev.plumb.runtime.tenant.LikeStates;
import dev.plumb.runtime.tenant.SharedConnections;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All tenants of an environment, or some of them, as one: looked at together, planned once for those that are alike, and applied to in
 * waves. For one thread.
 */
public final class Fleet implements AutoCloseable {
    private final Project project;
    private final Tenancy tenancy;
    private final Database database;
    private final SharedConnections connections;

    private Fleet(Project project, Tenancy tenancy, Database database) {
        this.project = project;
        this.tenancy = tenancy;
        this.database = database;
        this.connections = new SharedConnections(database);
    }

    /** Opens the database of an environment; an embedded server is started or shared. */
    public static Fleet open(Project project, Tenancy tenancy) {
        return new Fleet(project, tenancy, Databases.open(project, project.site(Optional.of(tenancy.environment()))));
    }

    /** Whose they are. */
    public Tenancy tenancy() {
        return tenancy;
    }

    /**
     * What an apply would do to the tenants that were chosen. Those to which nothing has happened since their last run, with the same
     * files, are told by one look at all of them.
     *
     * @throws dev.plumb.source.SpecException when the spec is not valid, or there are no such tenants
     */
    public FleetPlan plan() {
        try (Connection connection = connections.connect()) {
            List<Tenant> tenants = tenants(connection);
            SpecFiles files = SpecFiles.of(project);
            String specHash =
                    files.hash(tenants.get(0).environment().variables().texts());
            Map<Boolean, List<Tenant>> byChange =
                    tenants.stream().collect(Collectors.partitioningBy(t -> !t.isUnchanged(specHash)));
            List<Tenant> others = byChange.getOrDefault(true, List.of());
            return new FleetPlan(
                    tenancy.environment(),
                    byChange.getOrDefault(false, List.of()).stream()
                            .map(Tenant::name)
                            .toList(),
                    others.isEmpty()
                            ? List.of()
                            : groups(connection, others, files.read().schema()));
        } catch (SQLException e) {
            throw DatabaseException.during("looking at the tenants in " + database.description(), e);
        }
    }

    /**
     * A tenant and what the ledger knows of it.
     *
     * @param known absent before its first apply
     */
    private record Tenant(String name, Environment environment, Optional<TenantState> known) {
        boolean isUnchanged(String specHash) {
            return known.filter(k -> k.namespace().isUnchanged(specHash)).isPresent();
        }

        Map<DirectoryPath, String> schemas(Schema declared) {
            Set<DirectoryPath> managed = known.map(TenantState::directories).orElse(Set.of());
            Map<DirectoryPath, String> schemas = new HashMap<>();
            PlannedDirectories.of(declared, managed)
                    .forEach(d -> schemas.put(d, environment.namespace() + d.schemaName()));
            return schemas;
        }

        Optional<String> fingerprint(Set<String> schemas) {
            return known.map(TenantState::namespace)
                    .filter(n -> Set.copyOf(n.schemas()).equals(schemas))
                    .map(NamespaceState::currentFingerprint);
        }

        OptionalLong namespace() {
            return known.map(k -> OptionalLong.of(k.namespace().id())).orElseGet(OptionalLong::empty);
        }

        long revision() {
            return known.map(TenantState::namespace)
                    .map(NamespaceState::revision)
                    .orElse(0L);
        }
    }

    private List<Tenant> tenants(Connection connection) throws SQLException {
        List<String> names = new TenantNames(tenancy, database).chosen(connection, project.chosenTenants());
        Map<String, Environment> environments = new LinkedHashMap<>();
        names.forEach(name -> environments.put(name, project.environment(tenancy, name)));
        Map<String, TenantState> known = known(connection, environments.values());
        return environments.entrySet().stream()
                .map(e -> new Tenant(
                        e.getKey(),
                        e.getValue(),
                        Optional.ofNullable(known.get(e.getValue().namespace()))))
                .toList();
    }

    /** The ledger of all, once it is known to be this environment's. */
    private Map<String, TenantState> known(Connection connection, Collection<Environment> environments)
            throws SQLException {
        Environment any = environments.iterator().next();
        LedgerState state = state(connection, any);
        Map<String, TenantState> known = new TenantLedger(project.name(), Fingerprints.ALL)
                .read(
                        connection,
                        state,
                        environments.stream().map(Environment::namespace).toList(),
                        any.rules().keepFor().orElse(Duration.ZERO));
        for (Environment environment : environments) {
            Optional<TenantState> its = Optional.ofNullable(known.get(environment.namespace()));
            if (its.filter(t -> !t.environment().equals(environment.name())).isPresent()) {
                // Says whose it is.
                state(connection, environment);
            }
        }
        return known;
    }

    private LedgerState state(Connection connection, Environment environment) throws SQLException {
        Ledger ledger = new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass);
        return LedgerCheck.whole(
                connection, ledger.state(connection, new NamespaceKey(project.name(), environment.namespace())));
    }

    /** The fingerprints are taken before the states: what moves in between makes its plan stale. */
    private List<TenantGroup> groups(Connection connection, List<Tenant> tenants, Schema declared) throws SQLException {
        List<Map<DirectoryPath, String>> schemas =
                tenants.stream().map(t -> t.schemas(declared)).toList();
        List<String> fingerprints = fingerprints(connection, tenants, schemas);
        List<String> digests = LikeStates.digests(connection, schemas);
        Map<String, List<TenantGroup.Member>> alike = new LinkedHashMap<>();
        for (int i = 0; i < tenants.size(); i++) {
            Tenant tenant = tenants.get(i);
            String key = digests.get(i) + " "
                    + tenant.known().map(TenantState::remembered).orElse("");
            alike.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new TenantGroup.Member(
                            tenant.name(),
                            tenant.environment(),
                            fingerprints.get(i),
                            tenant.namespace(),
                            tenant.revision()));
        }
        return alike.values().stream().map(this::group).toList();
    }

    /** Those that came with the ledger, where it has the same schemas. */
    private List<String> fingerprints(
            Connection connection, List<Tenant> tenants, List<Map<DirectoryPath, String>> schemas) throws SQLException {
        List<Optional<String>> known = new ArrayList<>();
        List<List<String>> asked = new ArrayList<>();
        for (int i = 0; i < tenants.size(); i++) {
            Collection<String> names = schemas.get(i).values();
            known.add(tenants.get(i).fingerprint(Set.copyOf(names)));
            if (known.get(i).isEmpty()) {
                asked.add(List.copyOf(names));
            }
        }
        Iterator<String> answers = new TenantLedger(project.name(), Fingerprints.ALL)
                .fingerprints(connection, asked)
                .iterator();
        return known.stream().map(k -> k.orElseGet(answers::next)).toList();
    }

    private TenantGroup group(List<TenantGroup.Member> members) {
        try (Plumb plumb = plumb(members.get(0))) {
            PreparedPlan prepared = plumb.plan();
            return new TenantGroup(members, prepared, plumb.admission().refusals(prepared.plan()));
        }
    }

    /** Applies plans of one transaction, on the sessions of all. */
    BriefLane lane(ApplyOptions options) {
        return new BriefLane(project, connections::connect, options);
    }

    /**
     * The tenants that were chosen, among them those who are none any more and of whom the ledger knows something.
     *
     * @throws dev.plumb.source.SpecException when one that was chosen is none and never was
     */
    Map<String, Environment> environments() {
        try (Connection connection = connections.connect()) {
            List<String> all = new TenantNames(tenancy, database).all(connection);
            List<String> chosen = project.chosenTenants();
            Map<String, Environment> environments = new LinkedHashMap<>();
            for (String name : chosen.isEmpty() ? all : chosen) {
                environments.put(name, project.environment(tenancy, name));
            }
            List<String> strangers = new ArrayList<>();
            for (Map.Entry<String, Environment> each : environments.entrySet()) {
                if (!all.contains(each.getKey())
                        && state(connection, each.getValue()).namespace().isEmpty()) {
                    strangers.add(each.getKey());
                }
            }
            tenancy.chosen(all, strangers);
            return environments;
        } catch (SQLException e) {
            throw DatabaseException.during("looking at the tenants in " + database.description(), e);
        }
    }

    /** All tenants as they are listed now, whoever was chosen. */
    Map<String, Environment> listed() {
        try (Connection connection = connections.connect()) {
            Map<String, Environment> listed = new LinkedHashMap<>();
            new TenantNames(tenancy, database)
                    .all(connection)
                    .forEach(t -> listed.put(t, project.environment(tenancy, t)));
            return listed;
        } catch (SQLException e) {
            throw DatabaseException.during("looking at the tenants in " + database.description(), e);
        }
    }

    /** Of several plan files those that were applied to their end: when and by whom. */
    Map<UUID, String> succeeded(List<UUID> planFiles) {
        try (Connection connection = connections.connect()) {
            LedgerState any = state(connection, project.base(Optional.of(tenancy.environment())));
            return any.knowsEffects() ? PlanFileRuns.succeeded(connection, planFiles) : Map.of();
        } catch (SQLException e) {
            throw DatabaseException.during("looking for earlier applies in " + database.description(), e);
        }
    }

    /** Empties one of the tenants; whatever it opens is shared with the others. */
    Teardown teardown(Environment environment) {
        return new Teardown(project, environment, connections);
    }

    /** One of the tenants on his own; whatever it opens is shared with the others. */
    Plumb plumb(TenantGroup.Member member) {
        return plumb(member.environment());
    }

    /** The same by the tenant's environment. */
    Plumb plumb(Environment tenants) {
        return new Plumb(project, tenants, connections);
    }

    @Override
    public void close() {
        connections.end();
        database.close();
    }
}
