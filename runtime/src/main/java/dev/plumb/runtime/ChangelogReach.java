package dev.plumb.runtime;

import dev.plumb.migration.ChangesetState;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far to go through changesets: whole changelogs, never a part of one. */
public sealed interface ChangelogReach {
    /** Those of the given ones that are within reach, in their order. */
    List<ChangesetState> of(List<ChangesetState> changesets);

    /** All of them. */
    record All() implements ChangelogReach {
        @Override
        public List<ChangesetState> of(List<ChangesetState> changesets) {
            return changesets;
        }
    }

    /**
     * The next changelogs.
     *
     * @param changelogs how many, at least 1
     */
    record Next(int changelogs) implements ChangelogReach {
        @Override
        public List<ChangesetState> of(List<ChangesetState> changesets) {
            Set<String> files = new LinkedHashSet<>();
            List<ChangesetState> within = new ArrayList<>();
            for (ChangesetState changeset : changesets) {
                files.add(changeset.file());
                if (files.size() > changelogs) {
                    break;
                }
                within.add(changeset);
            }
            return within;
        }
    }

    /**
     * Up to a changelog.
     *
     * @param name of its file, with or without its number and ending
     * @param included whether it is itself within reach
     */
    record To(String name, boolean included) implements ChangelogReach {
        @Override
        public List<ChangesetState> of(List<ChangesetState> changesets) {
            String file = changesets.stream()
                    .map(ChangesetState::file)
                    .filter(this::isMeant)
                    .findFirst()
                    .orElseThrow(() -> unknown(changesets));
            List<String> files = changesets.stream().map(ChangesetState::file).toList();
            int end = included ? files.lastIndexOf(file) + 1 : files.indexOf(file);
            return changesets.subList(0, end);
        }

        private boolean isMeant(String file) {
            String last = file.substring(file.lastIndexOf('/') + 1);
            String stem = last.endsWith(".sql") ? last.substring(0, last.length() - 4) : last;
            return List.of(file, last, stem, stem.replaceFirst("^\\d+_", "")).contains(name);
        }

        private SpecException unknown(List<ChangesetState> changesets) {
            Set<String> files = new LinkedHashSet<>();
            changesets.forEach(c -> files.add(c.file()));
            String remedy = Suggestions.nearest(name, files)
                    .map(nearest -> "did you mean " + nearest + "?")
                    .orElseGet(() -> files.isEmpty() ? "there is none" : "there are " + String.join(", ", files));
            return new SpecException(List.of(new Problem(
                    Optional.empty(), "no changelog '" + name + "' is within reach here", Optional.of(remedy))));
        }
    }
}
