package dev.plumb.runtime.planfile;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Change;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.Plan;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a plan rests on: the objects that it changes, those that they need and those that need them, as they were, also that
 * they were not there. What is not among it may change without harm.
 */
public record ReadSet(List<ReadObject> objects) {
    public ReadSet {
        objects = List.copyOf(objects);
    }

    /**
     * The read-set of a plan.
     *
     * @param live before it
     * @param desired edges of the state that it leads to
     */
    public static ReadSet of(Plan plan, CatalogState live, Collection<Dependency> desired) {
        Set<ObjectName> touched = touched(plan);
        Set<ObjectName> all = new TreeSet<>(touched);
        neighbours(live.dependencies(), touched, all);
        neighbours(desired, touched, all);
        Fingerprints now = new Fingerprints(live);
        return new ReadSet(all.stream().map(n -> now.of(n, touched.contains(n))).toList());
    }

    private static void neighbours(Collection<Dependency> edges, Set<ObjectName> touched, Set<ObjectName> all) {
        for (Dependency edge : edges) {
            ObjectName dependent = ObjectName.of(edge.dependent());
            ObjectName referenced = ObjectName.of(edge.referenced());
            if (touched.contains(dependent)) {
                all.add(referenced);
            }
            if (touched.contains(referenced) && referenced.object().isPresent()) {
                all.add(dependent);
            }
        }
    }

    private static Set<ObjectName> touched(Plan plan) {
        Set<ObjectName> touched = new HashSet<>();
        for (Change change : plan.changes()) {
            touched.add(ObjectName.of(change.address()));
            change.formerAddress().map(ObjectName::of).ifPresent(touched::add);
        }
        return touched;
    }

    /**
     * What has moved, each in a few words that name it; empty when the plan still fits.
     *
     * @param live now
     * @param done what steps of the plan have already changed, which is meant to be different
     */
    public List<String> moved(CatalogState live, Collection<Address> done) {
        Fingerprints now = new Fingerprints(live);
        List<String> moved = new ArrayList<>();
        for (ReadObject before : objects) {
            ReadObject after = now.of(before.name(), before.touched());
            moved.addAll(before.differences(after, own(before.name(), done)));
        }
        return moved.stream().distinct().toList();
    }

    private static Set<Address> own(ObjectName name, Collection<Address> done) {
        Set<Address> own = new HashSet<>();
        done.stream().filter(a -> ObjectName.of(a).equals(name)).forEach(own::add);
        return own;
    }

    /**
     * An object as it was.
     *
     * @param things fingerprint by what it is, {@code column shop/orders.note}: parts for themselves, and the object with all that
     *     it has; empty when it was not there
     * @param touched whether the plan changes it, so that it matters also what depends on it
     * @param empty whether it was a table without rows, which statements may block for as long as they like
     */
    public record ReadObject(ObjectName name, Map<String, String> things, boolean touched, boolean empty) {
        public ReadObject {
            things = Collections.unmodifiableMap(new TreeMap<>(things));
        }

        List<String> differences(ReadObject now, Set<Address> done) {
            Set<String> all = new TreeSet<>(things.keySet());
            all.addAll(now.things.keySet());
            List<String> parts = new ArrayList<>();
            List<String> whole = new ArrayList<>();
            for (String thing : all) {
                String before = things.get(thing);
                String after = now.things.get(thing);
                if (!Objects.equals(before, after) && !isExpected(thing, done)) {
                    String what = before == null ? " is new" : after == null ? " is gone" : " changed";
                    (thing.startsWith(Fingerprints.WHOLE) ? whole : parts)
                            .add(thing.substring(thing.startsWith(Fingerprints.WHOLE) ? Fingerprints.WHOLE.length() : 0)
                                    + what);
                }
            }
            List<String> differences = parts.isEmpty() ? whole : parts;
            if (differences.isEmpty() && empty && !now.empty && !now.things.isEmpty() && done.isEmpty()) {
                differences.add("the table " + name.text() + " has rows now");
            }
            return differences;
        }

        /** What a step that is done was for, what is in that, and what helps others to pass from one step to the next. */
        private static boolean isExpected(String thing, Set<Address> done) {
            return !done.isEmpty()
                    && (thing.startsWith(Fingerprints.WHOLE)
                            || thing.contains(Fingerprints.DEPENDS)
                            || thing.contains(".plumb_")
                            || done.stream().anyMatch(a -> a.part().isEmpty() || thing.endsWith(" " + a)));
        }
    }
}
