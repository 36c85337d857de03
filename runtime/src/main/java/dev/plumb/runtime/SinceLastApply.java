package dev.plumb.runtime;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.plan.drift.Difference;
import dev.plumb.plan.drift.Things;
import dev.plumb.plan.drift.ThreeWay;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.ledger.AppliedSpec;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is not as declared, and who has changed it since the last apply: the files or others.
 *
 * @param run the last one that succeeded; absent when none has, or when nobody can know what came after it
 * @param unknown why nobody can know
 * @param differences sorted by address
 */
public record SinceLastApply(Optional<AppliedSpec> run, Optional<String> unknown, List<Difference> differences) {
    public SinceLastApply {
        differences = List.copyOf(differences);
    }

    /** Before anything was applied. */
    static SinceLastApply never(MadePlan made) {
        return new SinceLastApply(
                Optional.empty(), Optional.empty(), compared(made, Optional.empty(), Set.of(), Set.of(), Set.of()));
    }

    /**
     * @param spec as written
     * @param managed as the ledger lists it
     * @param last how the last run ended
     * @param applying whether one is running at this moment
     */
    static SinceLastApply of(
            Spec spec,
            MadePlan made,
            List<ManagedObject> managed,
            Optional<AppliedSpec> applied,
            Optional<RunSummary.Outcome> last,
            boolean applying)
            throws SQLException {
        Set<Address> computed = new HashSet<>();
        new DeclaredTables(spec).allComputed().forEach(p -> computed.add(p.column()));
        Optional<String> unknown = unknown(last, applying);
        Optional<AppliedSpec> known = unknown.isPresent() ? Optional.empty() : applied;
        if (known.isEmpty() || made.plan().isInPlumb()) {
            return new SinceLastApply(known, unknown, compared(made, Optional.empty(), Set.of(), Set.of(), computed));
        }
        Set<Address> theirs = Set.copyOf(OthersChanges.of(spec.schema(), made, managed));
        return new SinceLastApply(
                known, unknown, compared(made, former(known.get(), made), unchanged(made, managed), theirs, computed));
    }

    private static List<Difference> compared(
            MadePlan made,
            Optional<Schema> applied,
            Set<Address> unchanged,
            Set<Address> theirs,
            Set<Address> computed) {
        return new ThreeWay(
                        Things.of(made.desired()),
                        applied.map(Things::of),
                        Things.of(made.live().schema()),
                        unchanged,
                        computed)
                .of(made.plan(), theirs);
    }

    /** While statements run, or after some of them did, nobody knows whose a change is. */
    private static Optional<String> unknown(Optional<RunSummary.Outcome> last, boolean applying) {
        if (applying) {
            return Optional.of(
                    "an apply is running: what it has done so far is not told from what others have changed");
        }
        boolean half = last.filter(o -> o != RunSummary.Outcome.SUCCEEDED && o != RunSummary.Outcome.FAILED)
                .isPresent();
        return half
                ? Optional.of("the last apply did not succeed: what it left is not told from what others have changed")
                : Optional.empty();
    }

    /** Empty when this Plumb, or this server, does not understand it any more. */
    private static Optional<Schema> former(AppliedSpec applied, MadePlan made) throws SQLException {
        try {
            Spec then = SpecReader.read(List.of(new SourceFile("run " + applied.run(), applied.yaml())));
            return Optional.of(made.canonical().of(then.lowered()));
        } catch (SpecException e) {
            return Optional.empty();
        }
    }

    private static Set<Address> unchanged(MadePlan made, List<ManagedObject> managed) {
        Map<Address, String> before = new HashMap<>();
        managed.forEach(m -> before.put(m.address(), m.specFingerprint()));
        Set<Address> unchanged = new HashSet<>();
        ManagedAfter.of(made).stream()
                .filter(m -> m.specFingerprint().equals(before.get(m.address())))
                .forEach(m -> unchanged.add(m.address()));
        return unchanged;
    }
}
