package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SpecFile;
import dev.plumb.environment.git.UnifiedDiff;
import dev.plumb.plan.drift.Difference;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.Adoption;
import dev.plumb.runtime.Adoption.Edited;
import dev.plumb.runtime.Adoption.Refused;
import dev.plumb.runtime.AdoptionChoice;
import dev.plumb.runtime.Plumb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Takes what others have changed in a database into the project's files. */
final class AdoptCommand implements Verb {
    private final Session session;

    private final PositionalParamSpec addresses = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .index("0..*")
            .arity("0..*")
            .paramLabel("ADDRESS")
            .description("what to take: a thing, or a table or directory with all that others have changed in it")
            .build();

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Boolean> all = Option.flag(
            "take all that others have changed, and what nobody declared; not what is in conflict", "--all");

    private final Option<Boolean> dryRun =
            Option.flag("show the changes of the files as a unified diff and write nothing", "--dry-run");

    AdoptCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "adopt",
                        "Takes what others have changed in the database into the YAML files, which keep their comments and order.",
                        List.of(environment.option(), all, dryRun))
                .addPositional(addresses);
    }

    @Override
    public ExitCode call() {
        List<String> names =
                Optional.ofNullable(addresses.<List<String>>getValue()).orElse(List.of());
        Project project = session.project();
        Environment target = environment.of(project);
        String status = session.command("status", project, target.name());
        if (names.isEmpty() != all.or(false)) {
            throw new UsageException(
                    names.isEmpty() ? "nothing is named" : "--all and addresses say two things",
                    "name addresses that " + status + " shows, or say --all");
        }
        Adoption adoption;
        try (Plumb plumb = Plumb.open(project, target)) {
            adoption = plumb.adoption(new AdoptionChoice(names, status));
        }
        if (dryRun.or(false)) {
            adoption.files()
                    .forEach(f -> session.surroundings().out().print(UnifiedDiff.of(f.path(), f.before(), f.after())));
        } else {
            adoption.files().forEach(f -> write(project, f));
            session.surroundings().out().print(text(adoption, session.nextCommands(project, target)));
        }
        adoption.notes().forEach(n -> session.messages().note(n));
        adoption.refused().forEach(this::refuse);
        if (adoption.refused().isEmpty()) {
            return ExitCode.OK;
        }
        return adoption.adopted().isEmpty() ? ExitCode.REFUSED : ExitCode.PARTIAL;
    }

    private static void write(Project project, Edited edited) {
        SpecFile file = project.specFiles().stream()
                .filter(f -> f.path().equals(edited.path()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no file " + edited.path()));
        new FileReplacement(file.file(), edited.before(), edited.after()).write();
    }

    private static String text(Adoption adoption, Optional<NextCommands> next) {
        if (adoption.adopted().isEmpty()) {
            return adoption.refused().isEmpty() ? "nothing to adopt\n" : "";
        }
        StringBuilder text = new StringBuilder();
        adoption.files().forEach(f -> text.append("wrote ").append(f.path()).append('\n'));
        for (Difference difference : adoption.adopted()) {
            text.append("  ").append(sign(difference)).append(' ');
            text.append(difference.address().kind().label()).append(' ');
            text.append(Printable.line(difference.address().toString())).append('\n');
        }
        next.ifPresent(n -> text.append("\nNext: ").append(n.plan()).append('\n'));
        return text.toString();
    }

    private static String sign(Difference difference) {
        return !difference.live() ? "-" : difference.declared() ? "~" : "+";
    }

    private void refuse(Refused refused) {
        String place = refused.location().map(l -> " at " + l).orElse("");
        session.messages()
                .error(
                        refused.address().kind().label() + " " + refused.address() + " was not adopted: "
                                + refused.why(),
                        Optional.empty(),
                        Optional.of(refused.yaml()
                                .map(y -> "write this" + place + ":\n" + y.stripTrailing())
                                .orElse("take its declaration out" + place)));
    }
}
