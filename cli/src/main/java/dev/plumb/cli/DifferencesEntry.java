package dev.plumb.cli;

import dev.plumb.plan.drift.Difference;
import dev.plumb.plan.drift.Difference.AttributeDifference;
import dev.plumb.plan.drift.Origin;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.SinceLastApply;
import dev.plumb.runtime.ledger.AppliedSpec;
import java.util.List;
import java.util.Optional;

/**
 * What is not as declared, and who has changed it since the last apply.
 *
 * @param sinceRun the last run that succeeded; absent when there is none, or nobody can know what came after it
 * @param since when that ended, in UTC, ISO 8601
 * @param unknown why nobody can know
 */
record DifferencesEntry(
        Optional<Long> sinceRun, Optional<String> since, Optional<String> unknown, List<DifferenceEntry> things) {
    static DifferencesEntry of(SinceLastApply since) {
        return new DifferencesEntry(
                since.run().map(AppliedSpec::run),
                since.run().map(r -> r.at().toString()),
                since.unknown(),
                since.differences().stream().map(DifferenceEntry::of).toList());
    }

    /**
     * One thing.
     *
     * @param origin {@code planned}, {@code drift}, {@code conflict} or {@code foreign}
     * @param declared whether the files declare it, {@code applied} whether they did at the last apply, {@code live} whether it
     *     is there
     */
    record DifferenceEntry(
            String address,
            String kind,
            String origin,
            boolean declared,
            Optional<Boolean> applied,
            boolean live,
            List<AttributeEntry> attributes) {
        static DifferenceEntry of(Difference difference) {
            return new DifferenceEntry(
                    difference.address().toString(),
                    difference.address().kind().label(),
                    difference.origin().word(),
                    difference.declared(),
                    difference.applied(),
                    difference.live(),
                    difference.attributes().stream().map(AttributeEntry::of).toList());
        }

        private String text() {
            StringBuilder text = new StringBuilder("  ");
            text.append(origin).append(": ").append(kind).append(' ').append(Printable.line(address));
            if (attributes.isEmpty()) {
                text.append(", ").append(presence());
            }
            text.append('\n');
            attributes.forEach(a -> text.append("      ")
                    .append(Printable.lines(a.text(), "        "))
                    .append('\n'));
            return text.toString();
        }

        private String presence() {
            String files = declared ? applied.orElse(false) ? "declared" : "newly declared" : "no longer declared";
            if (declared && live) {
                return origin.equals(Origin.DRIFT.word()) ? "changed by others" : "declared otherwise";
            }
            return switch (origin) {
                case "drift" -> "dropped by others";
                case "conflict" -> files + (live ? ", changed by others" : " otherwise, dropped by others");
                default -> files;
            };
        }
    }

    /** One attribute, in words; {@code applied} is absent when nobody knows. */
    record AttributeEntry(String name, String origin, String declared, Optional<String> applied, String live) {
        static AttributeEntry of(AttributeDifference difference) {
            return new AttributeEntry(
                    difference.name(),
                    difference.origin().word(),
                    difference.declared(),
                    difference.applied(),
                    difference.live());
        }

        private String text() {
            return switch (origin) {
                case "drift" -> name + ": declared and applied " + declared + ", now " + live;
                case "planned" -> name + ": applied " + live + ", declared " + declared;
                default ->
                    name + ": declared " + declared
                            + applied.map(a -> ", applied " + a).orElse("") + ", now " + live;
            };
        }
    }

    /** What is not managed is not in it: the plan lists it. */
    String text() {
        List<DifferenceEntry> told = things.stream()
                .filter(t -> !t.origin().equals(Origin.FOREIGN.word()))
                .toList();
        if (told.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(unknown.map(u -> "Differences; " + u)
                .or(() -> sinceRun.map(r -> "Differences since run " + r + " (" + since.orElse("") + ")"))
                .orElse("Differences"));
        text.append(" (").append(told.size()).append("):\n");
        told.forEach(t -> text.append(t.text()));
        return text.append('\n').toString();
    }
}
