package dev.plumb.runtime;

import dev.plumb.plan.drift.Difference;
import dev.plumb.plan.drift.Origin;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.schema.ObjectKind;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be adopted.
 *
 * @param names addresses of things, of tables or of directories; none: all that others have changed and what nobody declared,
 *     but not what the files have changed too
 * @param status the command that shows what there is to name
 */
public record AdoptionChoice(List<String> names, String status) {
    public AdoptionChoice {
        names = List.copyOf(names);
    }

    List<Difference> of(SinceLastApply since) {
        since.unknown().ifPresent(why -> {
            throw new RefusedException(why, "wait for its end, or apply again, then adopt");
        });
        return names.isEmpty()
                ? since.differences().stream()
                        .filter(d -> d.origin() == Origin.DRIFT || d.origin() == Origin.FOREIGN)
                        .toList()
                : named(since.differences());
    }

    private List<Difference> named(List<Difference> all) {
        List<Problem> problems = new ArrayList<>();
        Set<Difference> chosen = new LinkedHashSet<>();
        for (String name : names) {
            List<Difference> found =
                    all.stream().filter(d -> d.address().isWithin(name)).toList();
            List<Difference> theirs =
                    found.stream().filter(d -> d.origin() != Origin.PLANNED).toList();
            if (found.isEmpty()) {
                problems.add(unknown(name, all, status));
            } else if (theirs.isEmpty()) {
                problems.add(new Problem(
                        Optional.empty(),
                        "nobody but the files has changed " + name,
                        Optional.of("take the change back in the files if it is not meant")));
            }
            theirs.forEach(d -> {
                chosen.add(d);
                chosen.addAll(goneWith(d, all));
            });
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return List.copyOf(chosen);
    }

    /** With a column go what was on it. */
    private static List<Difference> goneWith(Difference column, List<Difference> all) {
        if (column.live() || column.address().kind() != ObjectKind.COLUMN) {
            return List.of();
        }
        return all.stream()
                .filter(d -> !d.live() && d.origin() == Origin.DRIFT)
                .filter(d -> d.address().kind().isPart()
                        && d.address().directory().equals(column.address().directory())
                        && d.address().object().equals(column.address().object()))
                .toList();
    }

    private static Problem unknown(String name, List<Difference> all, String status) {
        List<String> known = all.stream().map(d -> d.address().toString()).toList();
        return new Problem(
                Optional.empty(),
                "nothing differs at '" + name + "'",
                Suggestions.nearest(name, known)
                        .map(n -> "did you mean '" + n + "'?")
                        .or(() -> Optional.of("see what differs: " + status)));
    }
}
