package dev.plumb.cli;

import dev.plumb.plan.Effects;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanText;
import dev.plumb.plan.render.Style;
import dev.plumb.runtime.FleetResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said of many tenants: how many they are first, and once what is the same for those that are alike. */
record FleetText(FleetView plan, Style style) {
    /** The plan of each group, and at the end what to run next. */
    String plans(Optional<NextCommands> next) {
        StringBuilder text = new StringBuilder(style.strong(headline())).append('\n');
        List<FleetView.Group> differing = plan.differing();
        for (FleetView.Group group : differing) {
            boolean last = group.equals(differing.get(differing.size() - 1));
            text.append('\n')
                    .append(style.strong(title(group)))
                    .append('\n')
                    .append(PlanText.render(group.document(), style, last ? next : Optional.empty()));
        }
        return text.toString();
    }

    /** One line for each group. */
    String summary() {
        StringBuilder text = new StringBuilder(style.strong(headline())).append('\n');
        for (FleetView.Group group : plan.differing()) {
            String headline = PlanText.render(group.document(), Style.PLAIN, Optional.empty())
                    .lines()
                    .findFirst()
                    .orElse("");
            text.append("  ")
                    .append(title(group))
                    .append(headline.substring(headline.indexOf(':') + 1))
                    .append('\n');
        }
        return text.toString();
    }

    private String headline() {
        int differing = plan.toChange();
        int groups = plan.differing().size();
        String what = plan.environment() + ": " + Counts.of(plan.size(), "tenant") + ", ";
        if (differing == 0) {
            return what + "all in plumb, nothing to do";
        }
        return what + plan.inPlumb().size() + " in plumb, " + differing + " to change"
                + (groups == 1 ? " alike" : ", in " + groups + " groups");
    }

    private static String title(FleetView.Group group) {
        return title(group.tenants());
    }

    static String title(List<String> tenants) {
        return Counts.of(tenants.size(), "tenant") + " (" + Session.listed(tenants) + "):";
    }

    /** What became of it: one line in all, and one for each group. */
    String result(FleetResult result) {
        StringBuilder text = new StringBuilder();
        for (FleetView.Group group : plan.differing()) {
            String effects = group.plan().effects().equals(Effects.NONE)
                    ? ""
                    : "; effects " + Effects.shortened(group.plan().effects().digest());
            text.append("  ")
                    .append(title(group))
                    .append(' ')
                    .append(outcome(group.tenants(), result))
                    .append(effects)
                    .append('\n');
        }
        List<String> asked =
                plan.differing().stream().flatMap(g -> g.tenants().stream()).toList();
        return plan.environment() + ": " + Counts.of(plan.size(), "tenant") + ", "
                + plan.inPlumb().size() + " were in plumb, " + outcome(asked, result) + "\n" + text;
    }

    private static String outcome(List<String> tenants, FleetResult result) {
        Set<String> these = new HashSet<>(tenants);
        List<String> counts = new ArrayList<>();
        counts.add(result.applied().stream().filter(these::contains).count() + " applied");
        long failed = result.failed().keySet().stream().filter(these::contains).count();
        if (failed > 0) {
            counts.add(failed + " failed");
        }
        long left = result.notBegun().stream().filter(these::contains).count();
        if (left > 0) {
            counts.add(left + " not begun");
        }
        return String.join(", ", counts);
    }
}
