package dev.plumb.runtime;

import dev.plumb.environment.DatabaseTarget;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.environment.Tenancy;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.NamespaceOverview;
import dev.plumb.runtime.ledger.NamespaceOverview.SandboxTime;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An environment as one sees it in passing.
 *
 * @param database for people, without a password; absent when a variable in it is not set here
 * @param namespace what its schemas' names begin with; absent in the same case, and when each tenant has one of his own
 * @param tenants who is served; absent when it has no tenants, or nobody could be asked
 * @param sandbox absent for a declared environment
 * @param lastRun absent when there was none, or nobody could be asked
 * @param unknown why the database could not be asked; absent when it was
 */
public record EnvironmentOverview(
        String name,
        Optional<String> database,
        Optional<String> namespace,
        boolean isProtected,
        Optional<Tenants> tenants,
        Optional<SandboxTime> sandbox,
        Optional<RunSummary> lastRun,
        Optional<String> unknown) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /**
     * Whom an environment serves.
     *
     * @param now how many there are
     * @param applied how many of them it was applied to
     * @param former namespaces of those who are none any more
     */
    public record Tenants(int now, int applied, List<String> former) {
        public Tenants {
            former = List.copyOf(former);
        }
    }

    /** The declared environment that it is, or that it is a sandbox of. */
    public String base() {
        return SandboxName.in(name).map(SandboxName::base).orElse(name);
    }

    /** Whether it is a sandbox whose time is over. */
    public boolean isOver() {
        return sandbox.filter(SandboxTime::isOver).isPresent();
    }

    /** Every declared environment in the order of {@code plumb.yaml}, each followed by its sandboxes. Starts no server. */
    public static List<EnvironmentOverview> all(Project project) {
        return project.environmentNames().stream()
                .flatMap(name -> of(project, name).stream())
                .toList();
    }

    private static List<EnvironmentOverview> of(Project project, String name) {
        boolean isProtected = project.rules(name).isProtected();
        try {
            return look(project, Place.of(project, name, isProtected));
        } catch (SpecException e) {
            String problems = e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
            return List.of(new EnvironmentOverview(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    isProtected,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(problems)));
        }
    }

    private static List<EnvironmentOverview> look(Project project, Place place) {
        Optional<Database> reachable;
        try {
            reachable = place.target().openForALook(project, PATIENCE);
        } catch (DatabaseUnreachableException e) {
            return List.of(place.unknown(e.happened()));
        }
        if (reachable.isEmpty()) {
            return List.of(place.unknown("its server is not running"));
        }
        try (Database database = reachable.get();
                Connection connection = database.connect()) {
            List<NamespaceOverview> namespaces = NamespaceOverview.read(connection, project.name(), PATIENCE);
            return place.found(namespaces, tenants(project, place, database, connection, namespaces));
        } catch (DatabaseUnreachableException e) {
            return List.of(place.unknown(e.happened()));
        } catch (DatabaseException e) {
            return List.of(place.unknown(e.happened()));
        } catch (SQLException e) {
            return List.of(place.unknown(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Tenants> tenants(
            Project project, Place place, Database database, Connection connection, List<NamespaceOverview> namespaces)
            throws SQLException {
        Optional<Tenancy> tenancy = project.tenancy(Optional.of(place.name()));
        if (tenancy.isEmpty()) {
            return Optional.empty();
        }
        List<String> now;
        connection.setAutoCommit(false);
        try (Statement limit = connection.createStatement()) {
            limit.execute("set local statement_timeout = " + PATIENCE.toMillis());
            now = new TenantNames(tenancy.get(), database)
                    .all(connection).stream()
                            .map(t -> project.environment(tenancy.get(), t).namespace())
                            .toList();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        List<String> known = namespaces.stream()
                .filter(n -> n.environment().equals(place.name()))
                .map(NamespaceOverview::prefix)
                .toList();
        return Optional.of(new Tenants(
                now.size(),
                (int) known.stream().filter(now::contains).count(),
                known.stream().filter(n -> !now.contains(n)).toList()));
    }

    /**
     * Where a declared environment is.
     *
     * @param namespace absent when each tenant has one of his own
     */
    private record Place(String name, DatabaseTarget target, Optional<String> namespace, boolean isProtected) {
        static Place of(Project project, String name, boolean isProtected) {
            Optional<String> called = Optional.of(name);
            if (project.tenancy(called).isPresent()) {
                return new Place(name, project.site(called).target(), Optional.empty(), isProtected);
            }
            Environment environment = project.choosing(List.of()).environment(called);
            return new Place(name, environment.target(), Optional.of(environment.namespace()), isProtected);
        }

        List<EnvironmentOverview> found(List<NamespaceOverview> namespaces, Optional<Tenants> tenants) {
            List<EnvironmentOverview> all = new ArrayList<>();
            all.add(namespace
                    .map(prefix -> single(prefix, namespaces))
                    .orElseGet(() -> ofTenants(namespaces, tenants)));
            for (NamespaceOverview known : namespaces) {
                boolean beside = SandboxName.in(known.environment())
                        .filter(s -> s.base().equals(name))
                        .isPresent();
                if (beside && known.sandbox().isPresent()) {
                    all.add(sandbox(known));
                }
            }
            return all;
        }

        private EnvironmentOverview single(String prefix, List<NamespaceOverview> namespaces) {
            Optional<NamespaceOverview> own =
                    namespaces.stream().filter(n -> n.prefix().equals(prefix)).findFirst();
            return own.map(NamespaceOverview::environment)
                    .filter(e -> !e.equals(name))
                    .map(e -> unknown("its database is that of environment " + e))
                    .orElseGet(() -> known(Optional.empty(), own.flatMap(NamespaceOverview::lastRun)));
        }

        private EnvironmentOverview ofTenants(List<NamespaceOverview> namespaces, Optional<Tenants> tenants) {
            return known(
                    tenants,
                    namespaces.stream()
                            .filter(n -> n.environment().equals(name))
                            .flatMap(n -> n.lastRun().stream())
                            .max(Comparator.comparing(RunSummary::id)));
        }

        private EnvironmentOverview known(Optional<Tenants> tenants, Optional<RunSummary> lastRun) {
            return new EnvironmentOverview(
                    name,
                    Optional.of(target.shown()),
                    namespace,
                    isProtected,
                    tenants,
                    Optional.empty(),
                    lastRun,
                    Optional.empty());
        }

        private EnvironmentOverview sandbox(NamespaceOverview known) {
            return new EnvironmentOverview(
                    known.environment(),
                    Optional.of(target.shown()),
                    Optional.of(known.prefix()),
                    false,
                    Optional.empty(),
                    known.sandbox(),
                    known.lastRun(),
                    Optional.empty());
        }

        EnvironmentOverview unknown(String why) {
            return new EnvironmentOverview(
                    name,
                    Optional.of(target.shown()),
                    namespace,
                    isProtected,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(why));
        }
    }
}
