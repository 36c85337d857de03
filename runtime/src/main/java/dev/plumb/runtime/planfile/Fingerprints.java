package dev.plumb.runtime.planfile;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.diff.Parts;
import dev.plumb.runtime.planfile.ReadSet.ReadObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Fingerprints of what one reading of the catalog found, by content: a table that was written anew is still the same. */
final class Fingerprints {
    /** Begins the thing that stands for the object as a whole. */
    static final String WHOLE = "=";

    /** In the name of what depends on an object. */
    static final String DEPENDS = ", which depends on ";

    /** Enough of a SHA-256 to tell two definitions apart. */
    private static final int BYTES = 16;

    private final Map<ObjectName, Map<String, String>> things = new HashMap<>();
    private final Set<ObjectName> empty = new TreeSet<>();

    Fingerprints(CatalogState state) {
        state.schema().directories().forEach(this::directory);
        state.uncovered().forEach(this::uncovered);
        Map<ObjectName, Set<String>> dependents = new HashMap<>();
        for (Dependency edge : state.dependencies()) {
            ObjectName dependent = ObjectName.of(edge.dependent());
            ObjectName referenced = ObjectName.of(edge.referenced());
            if (!dependent.equals(referenced) && referenced.object().isPresent()) {
                dependents
                        .computeIfAbsent(referenced, r -> new TreeSet<>())
                        .add(edge.dependent().kind().label() + " " + edge.dependent());
            }
        }
        dependents.forEach((name, all) -> all.forEach(d -> {
            if (things.containsKey(name)) {
                add(name, d + DEPENDS + name.text() + ",", "");
            }
        }));
        state.attachments()
                .forEach((address, attached) -> add(
                        ObjectName.of(address),
                        "the owner, privileges, column comments, triggers or marks of " + address,
                        attached.toString()));
        state.computed()
                .forEach((address, cells) -> add(
                        ObjectName.of(address),
                        WHOLE + "what keeps the computed columns of " + address + " right",
                        cells.toString()));
        state.tables().forEach((address, facts) -> {
            if (facts.isEmpty()) {
                empty.add(ObjectName.of(address));
            }
        });
    }

    /** @param touched whether it matters what depends on it */
    ReadObject of(ObjectName name, boolean touched) {
        Map<String, String> all = new TreeMap<>(things.getOrDefault(name, Map.of()));
        if (!touched) {
            all.keySet().removeIf(thing -> thing.contains(DEPENDS));
        }
        return new ReadObject(name, all, touched, touched && empty.contains(name));
    }

    private void directory(Directory directory) {
        add(
                ObjectName.of(directory.address()),
                "directory " + directory.path(),
                directory.comment().toString());
        for (SchemaObject object : directory.objects()) {
            Address address = object.address(directory.path());
            ObjectName name = ObjectName.of(address);
            add(name, WHOLE + address.kind().label() + " " + address, object.toString());
            Parts parts = Parts.of(address, object);
            Map<Address, Object> all = new TreeMap<>(parts.columns());
            all.putAll(parts.constraints());
            all.putAll(parts.indexes());
            all.forEach((a, part) -> add(name, a.kind().label() + " " + a, part.toString()));
        }
    }

    private void uncovered(UncoveredObject object) {
        add(ObjectName.of(object.address()), object.kind() + " " + object.address(), "");
    }

    private void add(ObjectName name, String thing, String content) {
        things.computeIfAbsent(name, n -> new TreeMap<>()).put(thing, hash(content));
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
