package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.PlanDocument;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows what two versions of the spec differ by, without any environment's database. */
final class DiffCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<PlanFormat> format =
            Option.of(PlanFormat.class, "FORMAT", "text, json, or sql: a script for psql", "--format");

    private final Option<Boolean> check = Option.flag("exit with 2 when they differ", "--check");

    private final PositionalParamSpec range = Positional.optional(
            "BASE[..HEAD]",
            "commits, branches or tags; without HEAD the files as they are, without BASE where the branch has left the"
                    + " main one; BASE...HEAD begins where the two have parted");

    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "diff",
                        "Shows what two versions of the spec differ by, on an embedded server: no environment is"
                                + " looked at.",
                        List.of(environment.option(), format, check, output.option()))
                .addPositional(range);
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment variables = environment.any(project);
        Plan plan = plan(new GitComparison(session, project), variables);
        output.write(
                session,
                format.or(PlanFormat.TEXT).render(PlanDocument.of(plan), output.style(session), Optional.empty()));
        return check.or(false) && !plan.isInPlumb() ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    private Plan plan(GitComparison git, Environment variables) {
        String given = Optional.ofNullable(range.<String>getValue()).orElse("");
        int dots = given.indexOf("..");
        boolean parted = dots >= 0 && given.startsWith("...", dots);
        String base = dots < 0 ? given : given.substring(0, dots);
        String head = dots < 0 ? "" : given.substring(dots + (parted ? 3 : 2));
        String from = base(git, base, head, parted);
        Optional<String> to = head.isEmpty() ? Optional.empty() : Optional.of(git.commit(head));
        String name = (base.isEmpty() || parted ? GitComparison.shown(from) : base) + ".." + head;
        return git.plan(from, to, variables, name);
    }

    private static String base(GitComparison git, String base, String head, boolean parted) {
        if (base.isEmpty()) {
            return git.baseOfBranch("name a commit, a branch or a tag: plumb diff BASE, or BASE..HEAD");
        }
        return parted ? git.mergeBase(base, head.isEmpty() ? "HEAD" : head) : git.commit(base);
    }
}
