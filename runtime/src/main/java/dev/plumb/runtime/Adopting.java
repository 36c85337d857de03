package dev.plumb.runtime;

import dev.plumb.dsl.yaml.edit.CannotEditException;
import dev.plumb.dsl.yaml.edit.Paste;
import dev.plumb.dsl.yaml.edit.SpecEditor;
import dev.plumb.plan.Change;
import dev.plumb.plan.drift.Difference;
import dev.plumb.plan.drift.Difference.AttributeDifference;
import dev.plumb.plan.drift.Origin;
import dev.plumb.plan.drift.Replaced;
import dev.plumb.plan.drift.Thing;
import dev.plumb.plan.drift.Things;
import dev.plumb.runtime.Adoption.Edited;
import dev.plumb.runtime.Adoption.Refused;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes differences into the files, one after the other, and proves that the files then say what the database holds. */
final class Adopting {
    /** Makes a plan of another spec for the same database. */
    interface Replanning {
        MadePlan of(Spec spec) throws SQLException;
    }

    private final SpecFiles files;
    private final List<SourceFile> before;
    private final Spec spec;
    private final Things declared;
    private final Things live;
    private final SpecEditor editor;
    private final List<Difference> adopted = new ArrayList<>();
    private final List<Refused> refused = new ArrayList<>();
    private Schema wanted;

    /** @param made of the files as they are */
    Adopting(SpecFiles files, Spec spec, MadePlan made) {
        this.files = files;
        this.before = files.yaml();
        this.spec = spec;
        this.declared = Things.of(spec.schema());
        this.live = Things.of(made.live().schema());
        this.editor = new SpecEditor(before);
        this.wanted = spec.schema();
    }

    Adoption take(List<Difference> differences, Replanning replanning) throws SQLException {
        AdoptionOrder.of(differences).forEach(this::take);
        Spec edited = proved();
        prove(replanning.of(edited));
        return new Adoption(adopted, edited(), refused, new RenamesByHand(adopted, declared, live).notes());
    }

    private void take(Difference difference) {
        Address address = difference.address();
        if (difference.declared() && declared.at(address).isEmpty()) {
            refuse(difference, "what is computed is Plumb's own, and the next apply makes it as declared", wanted);
            return;
        }
        if (difference.declared()
                && difference.live()
                && difference.attributes().isEmpty()) {
            refuse(difference, "what differs is not an attribute that a file could be given", wanted);
            return;
        }
        Schema next = new Replaced(address, target(difference)).in(wanted);
        Optional<String> elsewhere = place(address).map(SourceLocation::file).filter(f -> before.stream()
                .noneMatch(yaml -> yaml.path().equals(f)));
        if (elsewhere.isPresent()) {
            refuse(difference, "it is declared in " + elsewhere.get() + ", which is not YAML", next);
            return;
        }
        try {
            editor.edit(address, next);
            wanted = next;
            adopted.add(difference);
        } catch (CannotEditException e) {
            refuse(difference, Objects.requireNonNull(e.getMessage()), next);
        }
    }

    private Optional<Thing<?>> target(Difference difference) {
        Optional<Thing<?>> there = live.at(difference.address());
        if (!difference.live() || !difference.declared()) {
            return difference.live() ? there : Optional.empty();
        }
        Set<String> names = difference.attributes().stream()
                .filter(a -> a.origin() != Origin.PLANNED)
                .map(AttributeDifference::name)
                .collect(Collectors.toSet());
        return Things.of(wanted).at(difference.address()).map(t -> t.taking(names, there.orElseThrow()));
    }

    private void refuse(Difference difference, String why, Schema with) {
        Address address = difference.address();
        refused.add(new Refused(address, why, place(address), Paste.of(address, with)));
    }

    /** Where it is declared; of what is new, where that is declared which it is a part of. */
    private Optional<SourceLocation> place(Address address) {
        return spec.location(address).or(() -> spec.locations().entrySet().stream()
                .filter(e -> address.kind().isPart()
                        && !e.getKey().kind().isPart()
                        && e.getKey().directory().equals(address.directory())
                        && e.getKey().object().equals(address.object()))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    /** Read from the edited texts, everything else included, the spec must be exactly the one that was meant. */
    private Spec proved() {
        Spec edited;
        try {
            edited = files.read(editor.files());
        } catch (SpecException e) {
            throw new RefusedException(
                    "with these changes the files would not be valid, so nothing was written: " + e.getMessage(),
                    "adopt together what belongs together, or edit the files by hand");
        }
        if (!edited.schema().equals(wanted)) {
            throw new RefusedException(
                    "the edited files do not say exactly what was meant, so nothing was written",
                    "adopt fewer things at a time, or edit the files by hand");
        }
        return edited;
    }

    private void prove(MadePlan made) {
        Set<Address> taken = adopted.stream().map(Difference::address).collect(Collectors.toSet());
        List<String> left = made.plan().changes().stream()
                .filter(c -> taken.contains(c.address()) && !c.action().isBookkeeping())
                .map(Adopting::sentence)
                .toList();
        if (!left.isEmpty()) {
            throw new RefusedException(
                    "with these changes an apply would still have something to do, so nothing was written: "
                            + String.join("; ", left),
                    "adopt together what belongs together, or edit the files by hand");
        }
    }

    private static String sentence(Change change) {
        return change.action().verb() + " " + change.address()
                + (change.details().isEmpty() ? "" : " (" + String.join(", ", change.details()) + ")");
    }

    private List<Edited> edited() {
        Map<String, String> texts = new HashMap<>();
        before.forEach(f -> texts.put(f.path(), f.text()));
        return editor.files().stream()
                .filter(f -> !f.text().equals(texts.get(f.path())))
                .map(f -> new Edited(f.path(), Objects.requireNonNull(texts.get(f.path())), f.text()))
                .toList();
    }
}
