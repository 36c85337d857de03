package dev.plumb.runtime;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.diff.Parts;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What is managed once a plan is done: of what is declared, all that was managed before and all that the plan creates or
 * adopts. What {@code if_exists} leaves alone is not among it.
 */
final class ManagedAfter {
    /** Enough of a SHA-256 to tell declarations apart. */
    private static final int FINGERPRINT_BYTES = 16;

    private static final Set<Action> TAKE_POSSESSION = Set.of(Action.CREATE, Action.ADOPT, Action.REPLACE);

    private final Set<Address> managed;
    private final Set<Address> taken = new HashSet<>();
    private final List<ManagedObject> after = new ArrayList<>();

    private ManagedAfter(MadePlan made) {
        this.managed = made.managed();
        made.plan().changes().stream()
                .filter(c -> TAKE_POSSESSION.contains(c.action()))
                .map(Change::address)
                .forEach(taken::add);
        made.desired().directories().forEach(this::directory);
    }

    static List<ManagedObject> of(MadePlan made) {
        return List.copyOf(new ManagedAfter(made).after);
    }

    private void directory(Directory directory) {
        Address address = directory.address();
        if (isOurs(address)) {
            add(
                    address,
                    directory.withObjects(List.of()),
                    directory.declaration().preventDestroy());
        }
        directory.objects().forEach(o -> object(o.address(directory.path()), o));
    }

    private void object(Address address, SchemaObject object) {
        boolean whole = taken.contains(address);
        if (isOurs(address)) {
            add(address, object, object.declaration().preventDestroy());
        }
        Parts parts = Parts.of(address, object);
        parts.columns().forEach((a, c) -> part(whole, a, c, c.declaration().preventDestroy()));
        parts.constraints().forEach((a, c) -> part(whole, a, c, c.declaration().preventDestroy()));
        parts.indexes().forEach((a, i) -> part(whole, a, i, i.declaration().preventDestroy()));
    }

    /** A part comes with the object that is created or adopted. */
    private void part(boolean whole, Address address, Object declared, boolean preventDestroy) {
        if (whole || isOurs(address)) {
            add(address, declared, preventDestroy);
        }
    }

    private boolean isOurs(Address address) {
        return managed.contains(address) || taken.contains(address);
    }

    private void add(Address address, Object declared, boolean preventDestroy) {
        after.add(new ManagedObject(address, fingerprint(declared), preventDestroy));
    }

    /** Of the canonical record in full, declarations and comments included. */
    private static String fingerprint(Object declared) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(declared.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
