package dev.plumb.plan.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumb.plan.Action;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.Change;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Refusal;
import dev.plumb.plan.Safety;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Removal;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * A plan as a document: what {@code plumb plan --format json} prints. Within one major version keys are only added.
 *
 * @param formatVersion {@code major.minor}
 * @param complete applying it makes the database as declared; false when something in the spec had to be left out
 * @param applicable there is something to apply and nothing stands in the way
 * @param failed no plan could be made; {@code problems} says why and everything else is empty
 * @param effectDigest equal for plans of equal effects; absent when nothing is changed or something stands in the way
 * @param effects what the digest is made of
 * @param summary the counts that the text begins with
 * @param changes sorted by address
 * @param steps in order of execution
 * @param drift what others have changed since the last apply, and an apply makes as declared
 * @param refusals why an apply would be refused, whatever the command line allows
 */
public record PlanDocument(
        String formatVersion,
        String environment,
        boolean complete,
        boolean applicable,
        boolean failed,
        List<ProblemEntry> problems,
        Optional<String> effectDigest,
        List<EffectEntry> effects,
        PlanSummary summary,
        List<ChangeEntry> changes,
        List<StepEntry> steps,
        List<BlockerEntry> blockers,
        List<RefusalEntry> refusals,
        List<ObjectEntry> drift,
        List<ObjectEntry> unmanaged,
        List<ObjectEntry> uncovered,
        List<String> notes) {
    /** What this code writes; it reads every document of the same major version. */
    public static final String FORMAT_VERSION = "1.0";

    public PlanDocument {
        problems = List.copyOf(problems);
        effects = List.copyOf(effects);
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        blockers = List.copyOf(blockers);
        refusals = List.copyOf(refusals);
        drift = List.copyOf(drift);
        unmanaged = List.copyOf(unmanaged);
        uncovered = List.copyOf(uncovered);
        notes = List.copyOf(notes);
    }

    /** The document of a plan that nothing is known against. */
    public static PlanDocument of(Plan plan) {
        return of(plan, List.of());
    }

    /** The document of a plan. */
    public static PlanDocument of(Plan plan, List<Refusal> refusals) {
        boolean unobstructed = plan.blockers().isEmpty();
        return new PlanDocument(
                FORMAT_VERSION,
                plan.environment(),
                unobstructed,
                unobstructed && refusals.isEmpty() && !plan.isEmpty(),
                false,
                List.of(),
                Optional.of(plan.effects().digest()).filter(d -> !d.equals(Effects.NONE.digest())),
                plan.effects().each().stream().map(EffectEntry::of).toList(),
                PlanSummary.of(plan),
                plan.changes().stream()
                        .map(c -> ChangeEntry.of(c, plan.removals()))
                        .toList(),
                plan.steps().stream().map(StepEntry::of).toList(),
                plan.blockers().stream().map(BlockerEntry::of).toList(),
                refusals.stream().map(RefusalEntry::of).toList(),
                plan.drift().stream().map(ObjectEntry::of).toList(),
                plan.unmanaged().stream().map(ObjectEntry::of).toList(),
                plan.uncovered().stream().map(ObjectEntry::of).toList(),
                plan.notes());
    }

    /** The document that says why there is no plan. */
    public static PlanDocument failed(String environment, List<Problem> problems) {
        return new PlanDocument(
                FORMAT_VERSION,
                environment,
                false,
                false,
                true,
                problems.stream().map(ProblemEntry::of).toList(),
                Optional.empty(),
                List.of(),
                PlanSummary.NOTHING,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The addresses that an apply must be allowed to touch by name. */
    public List<String> destructiveAddresses() {
        return changes.stream()
                .filter(ChangeEntry::needsApproval)
                .map(ChangeEntry::address)
                .distinct()
                .toList();
    }

    /**
     * One difference.
     *
     * @param address {@code library/documents.title}
     * @param kind as PostgreSQL's manual names it: {@code column}, {@code foreign key}
     * @param directory the directory it is or lives in
     * @param object the address of the object it is or is a part of, by which the text groups
     * @param name the last name in the address
     * @param meant why it goes, where the reviewed files say that it is to: it needs no other approval
     */
    public record ChangeEntry(
            String address,
            String kind,
            String directory,
            String object,
            String name,
            Action action,
            Reason reason,
            @JsonProperty("class") Safety safety,
            List<String> details,
            List<HazardEntry> hazards,
            Optional<String> formerAddress,
            Optional<LocationEntry> location,
            Optional<String> meant) {
        public ChangeEntry {
            details = List.copyOf(details);
            hazards = List.copyOf(hazards);
        }

        static ChangeEntry of(Change change, List<Removal> removals) {
            Address address = change.address();
            return new ChangeEntry(
                    address.toString(),
                    address.kind().label(),
                    address.directory().toString(),
                    objectOf(address).toString(),
                    address.name(),
                    change.action(),
                    change.reason(),
                    change.safety(),
                    change.details(),
                    change.hazards().stream().map(HazardEntry::of).toList(),
                    change.formerAddress().map(Address::toString),
                    change.location().map(LocationEntry::of),
                    meant(change, removals));
        }

        private static Optional<String> meant(Change change, List<Removal> removals) {
            return change.action() == Action.DROP
                    ? removals.stream()
                            .filter(r -> r.covers(change.address()))
                            .map(Removal::reason)
                            .findFirst()
                    : Optional.empty();
        }

        private static Address objectOf(Address address) {
            return address.object()
                    .map(o -> Address.of(ObjectKind.TABLE, address.directory(), o))
                    .orElseGet(() -> Address.of(address.directory()));
        }

        public boolean isDestructive() {
            return safety == Safety.DESTRUCTIVE;
        }

        /** Whether somebody has to allow it by name who applies it. */
        public boolean needsApproval() {
            return isDestructive() && meant.isEmpty();
        }
    }

    /** A named risk of a change. */
    public record HazardEntry(Hazard.Kind code, String cause, String wayOut, Optional<String> findingQuery) {
        static HazardEntry of(Hazard hazard) {
            return new HazardEntry(hazard.kind(), hazard.cause(), hazard.wayOut(), hazard.findingQuery());
        }
    }

    /** A place in a file of the spec. */
    public record LocationEntry(String file, int line, int column) {
        static LocationEntry of(SourceLocation location) {
            return new LocationEntry(location.file(), location.line(), location.column());
        }

        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /**
     * What happens at one address.
     *
     * @param digest equal for equal effects
     */
    public record EffectEntry(String address, String kind, Action action, String digest) {
        static EffectEntry of(Effects.Effect effect) {
            return new EffectEntry(
                    effect.address().toString(), effect.address().kind().label(), effect.action(), effect.digest());
        }
    }

    /** Something that stands in the way. */
    public record BlockerEntry(
            String address, String kind, String message, String remedy, Optional<LocationEntry> location) {
        static BlockerEntry of(Blocker blocker) {
            return new BlockerEntry(
                    blocker.address().toString(),
                    blocker.address().kind().label(),
                    blocker.message(),
                    blocker.remedy(),
                    blocker.location().map(LocationEntry::of));
        }
    }

    /** Why there is no plan. */
    public record ProblemEntry(String message, Optional<String> remedy, Optional<LocationEntry> location) {
        static ProblemEntry of(Problem problem) {
            return new ProblemEntry(
                    problem.message(), problem.remedy(), problem.location().map(LocationEntry::of));
        }

        /** In one line, without its place. */
        public String sentence() {
            return message + remedy.map(r -> "; " + r).orElse("");
        }

        /** In one line, its place first. */
        @Override
        public String toString() {
            return location.map(l -> l + ": ").orElse("") + sentence();
        }
    }

    /** Something that the rules or the requirements of the environment have against it. */
    public record RefusalEntry(String message, String remedy) {
        static RefusalEntry of(Refusal refusal) {
            return new RefusalEntry(refusal.beforehand(), refusal.remedy());
        }
    }

    /** An object beside the changes. */
    public record ObjectEntry(String address, String kind) {
        static ObjectEntry of(Address address) {
            return new ObjectEntry(address.toString(), address.kind().label());
        }

        static ObjectEntry of(UncoveredObject object) {
            return new ObjectEntry(object.address().toString(), object.kind());
        }
    }
}
