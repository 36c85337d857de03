package dev.plumb.plan.render;

import dev.plumb.plan.Action;
import dev.plumb.plan.Effects;
import dev.plumb.plan.render.PlanDocument.BlockerEntry;
import dev.plumb.plan.render.PlanDocument.ChangeEntry;
import dev.plumb.plan.render.PlanDocument.HazardEntry;
import dev.plumb.plan.render.PlanDocument.ObjectEntry;
import dev.plumb.plan.render.PlanDocument.RefusalEntry;
import dev.plumb.plan.render.StepEntry.DataEntry;
import dev.plumb.plan.render.StepEntry.FillEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan for people: the counts first, then the changes by directory and object, at the end what to run next. */
public final class PlanText {
    private static final String DETAIL_INDENT = "      ";
    private static final String WAY_OUT_INDENT = "        ";

    private final PlanDocument document;
    private final Style style;
    private final StringBuilder text = new StringBuilder();

    private PlanText(PlanDocument document, Style style) {
        this.document = document;
        this.style = style;
    }

    /**
     * The plan as text, ending with a line feed.
     *
     * @param next what to run next; absent where nobody reads it, such as in CI
     */
    public static String render(PlanDocument document, Style style, Optional<NextCommands> next) {
        return new PlanText(document, style).render(next);
    }

    private String render(Optional<NextCommands> next) {
        line(style.strong(headline()));
        document.problems().forEach(p -> line(style.bad("error") + ": " + Printable.lines(p.toString(), "  ")));
        changesByObject().forEach(this::object);
        data();
        fills();
        blockers();
        refusals();
        objects("Changed by others since the last apply, made as declared by the next", document.drift());
        objects("Not managed, left alone", document.unmanaged());
        objects("Not covered, left alone", document.uncovered());
        notes();
        document.effectDigest().ifPresent(digest -> {
            blankLine();
            line("Effects: " + Effects.shortened(digest));
        });
        next.flatMap(this::nextCommand).ifPresent(command -> {
            blankLine();
            line("Next: " + style.strong(command));
        });
        return text.toString();
    }

    private String headline() {
        if (document.failed()) {
            return document.environment() + ": no plan could be made";
        }
        List<String> counts = new ArrayList<>();
        for (Action action : Action.values()) {
            int count = document.summary().of(action);
            if (count > 0) {
                counts.add(count + " to " + action.verb());
            }
        }
        long files = document.steps().stream().filter(s -> s.data().isPresent()).count();
        if (files > 0) {
            counts.add(files + " to run once");
        }
        if (document.summary().destructive() > 0) {
            counts.add(document.summary().destructive() + " destructive");
        }
        if (document.summary().blockers() > 0) {
            counts.add(document.summary().blockers() + " blocked");
        }
        return document.environment() + ": "
                + (counts.isEmpty() ? "in plumb, nothing to do" : String.join(", ", counts));
    }

    private Map<String, List<ChangeEntry>> changesByObject() {
        return document.changes().stream()
                .sorted(Comparator.comparing(ChangeEntry::directory).thenComparing(ChangeEntry::object))
                .collect(Collectors.groupingBy(ChangeEntry::object, LinkedHashMap::new, Collectors.toList()));
    }

    private void object(String address, List<ChangeEntry> changes) {
        blankLine();
        line(style.strong(Printable.line(address)));
        changes.forEach(this::change);
    }

    private void change(ChangeEntry change) {
        StringBuilder line = new StringBuilder("  ");
        line.append(colour(change, change.action().symbol())).append(' ');
        if (change.isDestructive()) {
            line.append(style.bad("DESTRUCTIVE")).append(' ');
        }
        line.append(change.action().verb()).append(' ').append(change.kind()).append(' ');
        line.append(style.strong(Printable.line(change.name())));
        change.formerAddress().ifPresent(former -> line.append(", formerly ").append(Printable.line(former)));
        line.append(": ").append(change.reason().words());
        change.location().ifPresent(l -> line.append(style.faint(" (" + l + ")")));
        line(line.toString());
        change.details().forEach(d -> line(DETAIL_INDENT + Printable.lines(d, WAY_OUT_INDENT)));
        change.meant().ifPresent(why -> line(DETAIL_INDENT + "meant: " + Printable.line(why)));
        change.hazards().forEach(this::hazard);
    }

    private void hazard(HazardEntry hazard) {
        String words = hazard.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        line(DETAIL_INDENT + style.notable("! " + words) + ": " + Printable.lines(hazard.cause(), WAY_OUT_INDENT));
        line(WAY_OUT_INDENT + "way out: " + Printable.lines(hazard.wayOut(), WAY_OUT_INDENT));
        hazard.findingQuery()
                .ifPresent(q -> line(WAY_OUT_INDENT + "count the rows: " + Printable.lines(q, WAY_OUT_INDENT)));
    }

    private String colour(ChangeEntry change, String word) {
        return switch (change.action()) {
            case CREATE, ADOPT -> style.good(word);
            case ALTER, RENAME, RECREATE, FORGET -> style.notable(word);
            case REPLACE, DROP -> style.bad(word);
        };
    }

    private void data() {
        List<DataEntry> data =
                document.steps().stream().flatMap(s -> s.data().stream()).toList();
        if (!data.isEmpty()) {
            blankLine();
            line(style.strong("Data, run once:"));
            data.forEach(d -> line("  " + Printable.line(d.file()) + ", " + Printable.line(d.when())));
        }
    }

    private void fills() {
        List<FillEntry> fills =
                document.steps().stream().flatMap(s -> s.fill().stream()).toList();
        if (fills.isEmpty()) {
            return;
        }
        blankLine();
        line(style.strong("Filled while others read and write:"));
        for (FillEntry fill : fills) {
            line("  " + Printable.line(fill.table()) + ": " + Printable.line(String.join(", ", fill.columns())) + ", "
                    + rows(fill) + ", " + Printable.line(fill.cost().words()));
            if (!fill.keyed()) {
                line(DETAIL_INDENT
                        + "the table has no key: its blocks are gone through, and in the end all rows at once for"
                        + " those that moved meanwhile");
            }
        }
    }

    private static String rows(FillEntry fill) {
        return fill.estimatedRows()
                .map(r -> String.format(Locale.ROOT, "about %,d rows", r))
                .orElse("an unknown number of rows");
    }

    private void blockers() {
        if (document.blockers().isEmpty()) {
            return;
        }
        blankLine();
        line(style.strong("In the way, nothing can be applied:"));
        for (BlockerEntry blocker : document.blockers()) {
            String place = blocker.location().map(l -> " (" + l + ")").orElse("");
            line("  " + style.bad("x") + " " + blocker.kind() + " " + Printable.line(blocker.address()) + ": "
                    + Printable.lines(blocker.message(), DETAIL_INDENT) + style.faint(place));
            line(DETAIL_INDENT + "way out: " + Printable.lines(blocker.remedy(), DETAIL_INDENT));
        }
    }

    private void refusals() {
        if (document.refusals().isEmpty()) {
            return;
        }
        blankLine();
        line(style.strong("An apply would be refused:"));
        for (RefusalEntry refusal : document.refusals()) {
            line("  " + style.bad("x") + " " + Printable.lines(refusal.message(), DETAIL_INDENT));
            line(DETAIL_INDENT + "way out: " + Printable.lines(refusal.remedy(), DETAIL_INDENT));
        }
    }

    private void objects(String title, List<ObjectEntry> objects) {
        if (objects.isEmpty()) {
            return;
        }
        blankLine();
        line(style.strong(title + " (" + objects.size() + "):"));
        objects.forEach(o -> line("  " + o.kind() + " " + Printable.line(o.address())));
    }

    private void notes() {
        if (document.notes().isEmpty()) {
            return;
        }
        blankLine();
        document.notes().forEach(n -> line(style.strong("note") + ": " + Printable.lines(n, "  ")));
    }

    private Optional<String> nextCommand(NextCommands commands) {
        if (!document.blockers().isEmpty() || !document.refusals().isEmpty()) {
            return Optional.of(commands.plan());
        }
        return document.applicable()
                ? Optional.of(commands.applyAllowing(document.destructiveAddresses()))
                : Optional.empty();
    }

    private void blankLine() {
        text.append('\n');
    }

    private void line(String line) {
        Arrays.stream(line.split("\n", -1)).map(String::stripTrailing).forEach(l -> text.append(l)
                .append('\n'));
    }
}
