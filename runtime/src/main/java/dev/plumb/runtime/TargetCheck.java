package dev.plumb.runtime;

import dev.plumb.environment.DatabaseTarget;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.Residence;
import dev.plumb.runtime.ledger.Residence.Resident;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a database is the one of an environment, as far as its ledger can tell. */
record TargetCheck(Project project, Environment environment) {
    /**
     * Refuses a database that is somebody else's.
     *
     * @throws WrongTargetException saying whose it is and how to go on
     * @throws SpecException when the environment is a sandbox that was never made, or was destroyed
     */
    void pass(LedgerState state) {
        Residence residence = state.residence();
        residence
                .environment()
                .filter(e -> !e.equals(environment.name()))
                .ifPresent(e -> refuse("this database is that of environment " + e + " of " + project.name()
                        + ", which has the same namespace"));
        if (residence.isCopy()) {
            refuse("this database is a copy of that of environment " + environment.name() + " of " + project.name()
                    + ": its ledger was written in another database" + servers(residence));
        }
        if (environment.isSandbox() && !residence.sandbox()) {
            throw new SpecException(
                    List.of(noSandbox(SandboxName.in(environment.name()).orElseThrow())));
        }
        if (state.namespace().isEmpty()) {
            stranger(residence.others()).ifPresent(this::refuse);
        }
    }

    private static Problem noSandbox(SandboxName sandbox) {
        return new Problem(
                Optional.empty(),
                sandbox.base() + " has no sandbox '" + sandbox.name() + "'",
                Optional.of("make it: plumb env create -e " + sandbox.base() + " --name " + sandbox.name()
                        + "; plumb env list shows those that there are"));
    }

    private static String servers(Residence residence) {
        return residence.system().equals(residence.systemNow())
                ? " of the same server"
                : residence
                        .system()
                        .map(s -> " of the server " + s + ", and this is the server "
                                + residence.systemNow().orElse("?"))
                        .orElse("");
    }

    /** Who is here, when this environment is not and nothing says that they share the database. */
    private Optional<String> stranger(List<Resident> others) {
        Predicate<Resident> own = r -> r.project().equals(project.name());
        if (others.stream().filter(own).anyMatch(r -> r.environment().equals(environment.name()))) {
            // Another tenant, or a namespace that it had before.
            return Optional.empty();
        }
        List<String> mine = others.stream()
                .filter(own)
                .map(Resident::environment)
                .filter(e -> !e.equals(environment.name()))
                .filter(project.environmentNames()::contains)
                .distinct()
                .toList();
        if (others.stream().noneMatch(own)) {
            return others.stream()
                    .findFirst()
                    .map(r -> "this database is that of another project, " + r.project() + " (environment "
                            + r.environment() + "), and " + project.name() + " was never applied to it");
        }
        return mine.stream().anyMatch(this::isSharedWith)
                ? Optional.empty()
                : mine.stream()
                        .findFirst()
                        .map(e -> "this database is that of environment " + e + " of " + project.name() + ", which "
                                + Project.FILE + " has elsewhere, and " + environment.name()
                                + " was never applied to it");
    }

    /** Variables that are not set here say that it is not known to be the same. */
    private boolean isSharedWith(String other) {
        try {
            DatabaseTarget there = project.site(Optional.of(other)).target();
            return environment.target().isSameDatabase(there);
        } catch (SpecException e) {
            return false;
        }
    }

    private void refuse(String what) {
        throw new WrongTargetException(
                what,
                "check the URL of " + environment.name() + "; if it is meant to be here from now on: plumb db adopt -e "
                        + environment.name());
    }
}
