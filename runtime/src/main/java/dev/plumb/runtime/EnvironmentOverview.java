package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.ledger.NamespaceOverview;
import dev.plumb.runtime.ledger.NamespaceOverview.SandboxTime;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An environment as one sees it in passing.
 *
 * @param database for people, without a password; absent when a variable in it is not set here
 * @param namespace what its schemas' names begin with; absent in the same case
 * @param sandbox absent for a declared environment
 * @param lastRun absent when there was none, or nobody could be asked
 * @param unknown why the database could not be asked; absent when it was
 */
public record EnvironmentOverview(
        String name,
        Optional<String> database,
        Optional<String> namespace,
        boolean isProtected,
        Optional<SandboxTime> sandbox,
        Optional<RunSummary> lastRun,
        Optional<String> unknown) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

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
        try {
            Environment environment = project.environment(Optional.of(name));
            return look(project, environment);
        } catch (SpecException e) {
            String problems = e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
            return List.of(new EnvironmentOverview(
                    name,
                    Optional.empty(),
                    Optional.empty(),
                    project.rules(name).isProtected(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(problems)));
        }
    }

    private static List<EnvironmentOverview> look(Project project, Environment environment) {
        Optional<Database> reachable;
        try {
            reachable = environment.target().openForALook(project, PATIENCE);
        } catch (DatabaseUnreachableException e) {
            return List.of(unknown(environment, e.happened()));
        }
        if (reachable.isEmpty()) {
            return List.of(unknown(environment, "its server is not running"));
        }
        try (Database database = reachable.get();
                Connection connection = database.connect()) {
            return found(environment, NamespaceOverview.read(connection, project.name(), PATIENCE));
        } catch (DatabaseUnreachableException e) {
            return List.of(unknown(environment, e.happened()));
        } catch (SQLException e) {
            return List.of(unknown(environment, String.valueOf(e.getMessage())));
        }
    }

    private static List<EnvironmentOverview> found(Environment environment, List<NamespaceOverview> namespaces) {
        List<EnvironmentOverview> all = new ArrayList<>();
        Optional<NamespaceOverview> own = namespaces.stream()
                .filter(n -> n.prefix().equals(environment.namespace()))
                .findFirst();
        Optional<String> stranger = own.map(NamespaceOverview::environment).filter(e -> !e.equals(environment.name()));
        all.add(
                stranger.isPresent()
                        ? unknown(environment, "its database is that of environment " + stranger.get())
                        : known(environment, own, Optional.empty()));
        for (NamespaceOverview namespace : namespaces) {
            if (namespace.sandbox().isPresent()) {
                SandboxName.in(namespace.environment())
                        .filter(s -> s.base().equals(environment.name()))
                        .map(environment::sandbox)
                        .ifPresent(s -> all.add(known(s, Optional.of(namespace), namespace.sandbox())));
            }
        }
        return all;
    }

    private static EnvironmentOverview known(
            Environment environment, Optional<NamespaceOverview> namespace, Optional<SandboxTime> sandbox) {
        return new EnvironmentOverview(
                environment.name(),
                Optional.of(environment.target().shown()),
                Optional.of(environment.namespace()),
                environment.rules().isProtected(),
                sandbox,
                namespace.flatMap(NamespaceOverview::lastRun),
                Optional.empty());
    }

    private static EnvironmentOverview unknown(Environment environment, String why) {
        return new EnvironmentOverview(
                environment.name(),
                Optional.of(environment.target().shown()),
                Optional.of(environment.namespace()),
                environment.rules().isProtected(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(why));
    }
}
