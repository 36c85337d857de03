package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SpecReading;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes the YAML files of a spec declare what a schema holds, thing by thing. For one thread. */
public final class SpecEditor {
    /** What a column or its constraints bring along may need as many edits more. */
    private static final int ROUNDS = 12;

    /** A constraint behind its column is taken from there first and then added by its name; a column may say again what that said. */
    private static final int TRIES = 2;

    private Map<String, String> texts = new LinkedHashMap<>();

    /** @param files all YAML files of the spec, without problems */
    public SpecEditor(List<SourceFile> files) {
        files.forEach(f -> texts.put(f.path(), f.text()));
    }

    /** The files as they are edited so far. */
    public List<SourceFile> files() {
        return texts.entrySet().stream()
                .map(e -> new SourceFile(e.getKey(), e.getValue()))
                .toList();
    }

    /**
     * Adds, changes or removes one thing, so that the files declare it as it is in a schema; what is in the same object and would
     * otherwise become another thing by that is edited as well. Read again, the files say exactly this.
     *
     * @param wanted what the files are to declare in the end, of which this is the next part
     * @throws CannotEditException when only a person can do it; the files are as before
     */
    public void edit(Address address, Schema wanted) {
        Map<String, String> before = texts;
        texts = new LinkedHashMap<>(texts);
        try {
            editAround(address, new Things(wanted));
        } catch (CannotEditException e) {
            texts = before;
            throw e;
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            texts = before;
            throw new CannotEditException("it is written in a way that cannot be changed safely");
        }
    }

    private void editAround(Address address, Things wanted) {
        Map<Address, Integer> tried = new HashMap<>();
        Things before = new Things(read().spec().schema());
        Optional<Address> next = Optional.of(address);
        for (int round = 0; next.isPresent(); round++) {
            if (round == ROUNDS || tried.merge(next.get(), 1, Integer::sum) > TRIES) {
                throw new CannotEditException("read again, the file does not declare " + next.get() + " as it should");
            }
            one(next.get(), wanted);
            Things after = new Things(read().spec().schema());
            next = different(address, after, wanted);
            if (next.isEmpty()) {
                refuseSideEffects(address, before, after, wanted);
            }
        }
    }

    private static Optional<Address> different(Address address, Things now, Things wanted) {
        Set<Address> all = new LinkedHashSet<>(List.of(address));
        all.addAll(wanted.around(address));
        all.addAll(now.around(address));
        return all.stream().filter(a -> !now.at(a).equals(wanted.at(a))).findFirst();
    }

    /** What the edit says of anything else of the directory, a sequence that a column brings along for instance. */
    private static void refuseSideEffects(Address address, Things before, Things after, Things wanted) {
        Set<Address> objects = new LinkedHashSet<>(before.objects(address));
        objects.addAll(after.objects(address));
        for (Address object : objects) {
            if (!after.object(object).equals(wanted.object(object))) {
                throw new CannotEditException("edited, the file would declare " + object + " otherwise too");
            }
        }
    }

    private void one(Address address, Things wanted) {
        ThingEdit edit = new ThingEdit(address, read().spec(), texts);
        String path = edit.path();
        YamlFile edited = edit.towards(wanted);
        texts.put(path, edited.text());
    }

    private SpecReading read() {
        List<SourceFile> files = new ArrayList<>(files());
        SpecReading reading = SpecReader.readAll(files);
        if (!reading.problems().isEmpty()) {
            Problem problem = Objects.requireNonNull(reading.problems().get(0));
            throw new CannotEditException("edited, the file would not be valid: " + problem.message());
        }
        return reading;
    }
}
