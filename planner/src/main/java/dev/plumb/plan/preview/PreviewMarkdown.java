package dev.plumb.plan.preview;

import dev.plumb.plan.Action;
import dev.plumb.plan.Effects;
import dev.plumb.plan.preview.Preview.EnvironmentPreview;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanDocument.ChangeEntry;
import dev.plumb.plan.render.PlanDocument.ObjectEntry;
import dev.plumb.plan.render.PlanSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A preview as a comment on a pull request: the verdicts first, then what stands in the way, what is destroyed, and the rest folded. */
public final class PreviewMarkdown {
    private static final int DESTRUCTIVE = 2;
    private static final int SAFE = 4;
    private static final int DATA = 3;
    private static final int DRIFT = 5;
    private static final int BESIDE = 6;
    private static final int SQL = 8;

    private final Preview preview;
    private final StringBuilder text = new StringBuilder();

    private PreviewMarkdown(Preview preview) {
        this.preview = preview;
    }

    /** What the comment of a project begins with, by which it is found again. */
    public static String marker(String project) {
        return "<!-- plumb:preview project=" + project + " -->";
    }

    /** Whether a line is the {@link #marker} of a project. */
    public static boolean isMarker(String line) {
        return line.startsWith("<!-- plumb:preview project=") && line.endsWith(" -->");
    }

    /** The preview, at most so long as a comment may be. */
    public static String render(Preview preview) {
        return Sections.cut(new PreviewMarkdown(preview).render(), Sections.MOST_CHARACTERS);
    }

    private String render() {
        text.append(marker(preview.project())).append('\n');
        text.append("### Schema of ")
                .append(Markdown.text(preview.project()))
                .append(": ")
                .append(headline())
                .append('\n');
        table();
        preview.environments().forEach(this::refused);
        same(e -> changes(e, ChangeEntry::isDestructive)).forEach(this::destructive);
        same(e -> changes(e, c -> !c.isDestructive())).forEach(this::safe);
        same(PreviewMarkdown::data).forEach((lines, of) -> folded(DATA, "Data, run once in " + of, lines));
        same(e -> objects(e.plan().drift()))
                .forEach((lines, of) -> folded(DRIFT, "Changed by others since the last apply, in " + of, lines));
        same(PreviewMarkdown::beside).forEach((lines, of) -> folded(BESIDE, "Left alone, and notes, of " + of, lines));
        preview.environments().forEach(this::sql);
        text.append(Sections.section(Sections.SUMMARY, "the end", ending()));
        return text.toString();
    }

    private String headline() {
        Map<Verdict, String> names = preview.environments().stream()
                .filter(e -> e.verdict() != Verdict.UNCHANGED)
                .collect(Collectors.groupingBy(
                        EnvironmentPreview::verdict,
                        () -> new TreeMap<>(Comparator.reverseOrder()),
                        Collectors.mapping(e -> Markdown.text(e.name()), Collectors.joining(", "))));
        return names.isEmpty()
                ? "no changes"
                : names.entrySet().stream()
                        .map(e -> e.getKey().words() + (e.getKey() == Verdict.READY ? " for " : " in ") + e.getValue())
                        .collect(Collectors.joining("; "));
    }

    private void table() {
        text.append("\n| environment | result | changes | filling | effects |\n|---|---|---|---|---|\n");
        for (EnvironmentPreview environment : preview.environments()) {
            PlanDocument plan = environment.plan();
            String verdict = environment.verdict().words();
            text.append("| ")
                    .append(Markdown.cell(environment.name()))
                    .append(" (")
                    .append(Markdown.text(environment.base()))
                    .append(") | ")
                    .append(environment.verdict().compareTo(Verdict.REFUSED) >= 0 ? "**" + verdict + "**" : verdict)
                    .append(" | ")
                    .append(counts(plan))
                    .append(" | ")
                    .append(filling(plan))
                    .append(" | ")
                    .append(plan.effectDigest()
                            .map(d -> "`" + Effects.shortened(d) + "`")
                            .orElse(""))
                    .append(" |\n");
        }
    }

    private static String counts(PlanDocument plan) {
        List<String> counts = new ArrayList<>();
        for (Action action : Action.values()) {
            int count = plan.summary().of(action);
            if (count > 0) {
                counts.add(count + " to " + action.verb());
            }
        }
        if (plan.summary().destructive() > 0) {
            counts.add("**" + plan.summary().destructive() + " destructive**");
        }
        return String.join(", ", counts);
    }

    private static String filling(PlanDocument plan) {
        return plan.steps().stream()
                .flatMap(s -> s.fill().stream())
                .map(f -> Markdown.cell(f.table()) + ": "
                        + f.estimatedRows()
                                .map(r -> String.format(Locale.ROOT, "%,d rows, ", r))
                                .orElse("")
                        + Markdown.text(f.cost().words()))
                .collect(Collectors.joining("<br>"));
    }

    private void refused(EnvironmentPreview environment) {
        PlanDocument plan = environment.plan();
        List<String> lines = new ArrayList<>();
        plan.problems().forEach(p -> lines.add(Markdown.text(p.toString())));
        plan.blockers()
                .forEach(b -> lines.add(Markdown.code(b.address()) + ": " + Markdown.text(b.message())
                        + place(b.location()) + " — " + Markdown.text(b.remedy())));
        plan.refusals().forEach(r -> lines.add(Markdown.text(r.message()) + " — " + Markdown.text(r.remedy())));
        if (!lines.isEmpty()) {
            text.append("\n**")
                    .append(plan.failed() ? "No plan for " : "Refused in ")
                    .append(Markdown.text(environment.name()))
                    .append("**\n");
            lines.forEach(l -> text.append("- ").append(l).append('\n'));
        }
    }

    /** The environments by what is said of them, so that it is said once. */
    private Map<List<String>, String> same(Function<EnvironmentPreview, List<String>> said) {
        Map<List<String>, String> names = new LinkedHashMap<>();
        for (EnvironmentPreview environment : preview.environments()) {
            List<String> lines = said.apply(environment);
            if (!lines.isEmpty()) {
                names.merge(lines, environment.name(), (a, b) -> a + ", " + b);
            }
        }
        return names;
    }

    private static List<String> changes(EnvironmentPreview environment, Predicate<ChangeEntry> which) {
        return environment.plan().changes().stream()
                .filter(which)
                .map(PreviewMarkdown::change)
                .toList();
    }

    private static String change(ChangeEntry change) {
        StringBuilder line = new StringBuilder(Markdown.code(change.action().symbol() + " " + change.address()));
        line.append(' ').append(change.action().verb()).append(' ').append(change.kind());
        change.formerAddress().ifPresent(f -> line.append(", formerly ").append(Markdown.code(f)));
        line.append(": ").append(Markdown.text(change.reason().words())).append(place(change.location()));
        change.details().stream().flatMap(String::lines).forEach(d -> line.append("<br>")
                .append(Markdown.code(d)));
        change.meant().ifPresent(why -> line.append("<br>meant: ").append(Markdown.text(why)));
        change.hazards().forEach(h -> line.append("<br>")
                .append(h.code().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(": ")
                .append(Markdown.text(h.cause()))
                .append("; ")
                .append(Markdown.text(h.wayOut())));
        return line.toString();
    }

    private static String place(Optional<PlanDocument.LocationEntry> location) {
        return location.map(l -> " (" + Markdown.code(l.file() + ":" + l.line()) + ")")
                .orElse("");
    }

    private void destructive(List<String> changes, String environments) {
        StringBuilder list = new StringBuilder("\n**Destructive in ")
                .append(Markdown.text(environments))
                .append("**\n");
        changes.forEach(c -> list.append("- ").append(c).append('\n'));
        text.append(Sections.section(DESTRUCTIVE, "what is destructive in " + environments, list.toString()));
    }

    private void safe(List<String> changes, String environments) {
        folded(SAFE, "Safe in " + environments + " (" + changes.size() + ")", changes);
    }

    private static List<String> objects(List<ObjectEntry> objects) {
        return objects.stream()
                .map(o -> o.kind() + " " + Markdown.code(o.address()))
                .toList();
    }

    private static List<String> data(EnvironmentPreview environment) {
        return environment.plan().steps().stream()
                .flatMap(s -> s.data().stream())
                .map(d -> Markdown.code(d.file()) + ", " + Markdown.text(d.when()))
                .toList();
    }

    private static List<String> beside(EnvironmentPreview environment) {
        List<String> lines = new ArrayList<>();
        environment.plan().notes().forEach(n -> lines.add(Markdown.text(n)));
        objects(environment.plan().unmanaged()).forEach(o -> lines.add("not managed: " + o));
        objects(environment.plan().uncovered()).forEach(o -> lines.add("not covered: " + o));
        return lines;
    }

    private void folded(int rank, String title, List<String> lines) {
        String list = lines.stream().map(l -> "- " + l + "\n").collect(Collectors.joining());
        fold(rank, title, list);
    }

    private void fold(int rank, String title, String content) {
        text.append(Sections.section(
                rank,
                title,
                "\n<details><summary>" + Markdown.text(title) + "</summary>\n\n" + content + "\n</details>\n"));
    }

    private void sql(EnvironmentPreview environment) {
        PlanDocument plan = environment.plan();
        if (!plan.steps().isEmpty()) {
            fold(
                    SQL,
                    "SQL for " + environment.name() + " (" + plan.steps().size() + " steps)",
                    Markdown.block("sql", PlanSql.render(plan)));
        }
    }

    private String ending() {
        StringBuilder end = new StringBuilder("\n");
        preview.commit().ifPresent(c -> end.append("Spec at `").append(c).append("`. "));
        String command = preview.environments().stream()
                .filter(e -> e.verdict() == Verdict.READY)
                .flatMap(e -> e.plan().effectDigest().stream()
                        .map(d -> "`plumb apply -e " + e.name() + " --expect-digest " + Effects.shortened(d) + "`"))
                .collect(Collectors.joining(", "));
        if (!command.isEmpty()) {
            end.append("To apply what is shown and nothing else: ")
                    .append(command)
                    .append('.');
        }
        return end.append('\n').toString();
    }
}
