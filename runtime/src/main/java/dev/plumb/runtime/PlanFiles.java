package dev.plumb.runtime;

import dev.plumb.environment.database.Database;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Change;
import dev.plumb.plan.Step;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.apply.Arrival;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.PlanFileRuns;
import dev.plumb.runtime.ledger.RunOrigin;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.runtime.planfile.ReadSet;
import dev.plumb.runtime.planfile.TargetIdentity;
import dev.plumb.schema.Address;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes plans into files, and finds out whether a plan in a file still fits. */
final class PlanFiles {
    static final String PLAN_AGAIN = "look at a new plan: plumb plan -o FILE, then apply that";

    private final Database database;
    private final NamespaceKey key;
    private final String environment;
    private final Ledger ledger;

    PlanFiles(Database database, NamespaceKey key, String environment, Ledger ledger) {
        this.database = database;
        this.key = key;
        this.environment = environment;
        this.ledger = ledger;
    }

    /** @throws RefusedException when nothing of the plan may be applied */
    PlanFile make(Application application) {
        PreparedPlan.Foundation foundation = application.foundation();
        if (!foundation.made().plan().blockers().isEmpty()) {
            throw new RefusedException(
                    "something is in the way, so no plan file was written",
                    "the plan names a way out for each; then plan again");
        }
        try (Connection connection = database.connect()) {
            LedgerState state = ledger.state(connection, key);
            if (state.revision() != foundation.revision()) {
                throw new StalePlanException("another apply has finished while this plan was made", "plan again");
            }
            return file(application, TargetIdentity.of(connection, key, environment), managed(connection, state));
        } catch (SQLException e) {
            throw DatabaseException.during("writing a plan file for " + database.description(), e);
        }
    }

    /**
     * The same for a namespace that is as another one, where the plan was made. What it rests on is read here.
     *
     * @throws StalePlanException when it is not as that any more
     */
    PlanFile makeElsewhere(Application application) {
        PreparedPlan.Foundation foundation = application.foundation();
        try (Connection connection = database.connect()) {
            CatalogState live =
                    CatalogReader.live().read(connection, foundation.made().schemas());
            if (!live.fingerprint().equals(foundation.made().live().fingerprint())) {
                throw new StalePlanException("somebody has changed the schemas while this plan was made", "plan again");
            }
            return make(application.on(foundation.on(live)));
        } catch (SQLException e) {
            throw DatabaseException.during("writing a plan file for " + database.description(), e);
        }
    }

    private static PlanFile file(Application application, TargetIdentity target, List<ManagedObject> before) {
        PreparedPlan.Foundation foundation = application.foundation();
        ApplyRequest request = application.request(Arrival.PROVED);
        RunOrigin origin = request.origin();
        return new PlanFile(
                PlanFile.VERSION,
                UUID.randomUUID(),
                Instant.now().toString(),
                target,
                new PlanFile.Origin(origin.plumbVersion(), origin.commit(), origin.specHash(), origin.spec()),
                request.plan(),
                difference(before, request.managedAfter()),
                request.schemas().entrySet().stream()
                        .map(e -> new PlanFile.SchemaEntry(e.getKey().toString(), e.getValue()))
                        .sorted(Comparator.comparing(PlanFile.SchemaEntry::directory))
                        .toList(),
                request.specSchemas(),
                request.basis().fingerprint(),
                ReadSet.of(
                        request.plan(),
                        foundation.made().live(),
                        foundation.made().desiredDependencies()));
    }

    private static PlanFile.Managed difference(List<ManagedObject> before, List<ManagedObject> after) {
        Map<Address, ManagedObject> then = byAddress(after);
        Map<Address, ManagedObject> now = byAddress(before);
        List<ManagedObject> changed =
                after.stream().filter(m -> !m.equals(now.get(m.address()))).toList();
        return new PlanFile.Managed(
                changed.stream()
                        .map(ManagedObject::address)
                        .filter(now::containsKey)
                        .map(now::get)
                        .toList(),
                changed,
                now.keySet().stream().filter(a -> !then.containsKey(a)).sorted().toList());
    }

    private static Map<Address, ManagedObject> byAddress(Collection<ManagedObject> managed) {
        return managed.stream()
                .collect(
                        Collectors.toMap(ManagedObject::address, Function.identity(), (a, b) -> b, LinkedHashMap::new));
    }

    private List<ManagedObject> managed(Connection connection, LedgerState state) throws SQLException {
        return state.namespace().isPresent()
                ? ledger.managed(connection, state.namespace().get().id())
                : List.of();
    }

    /**
     * What an apply of a plan file is to run on what is there now.
     *
     * @throws WrongTargetException when it was made for another target
     * @throws StalePlanException when it was applied before, or something that it rests on has moved
     */
    ApplyRequest request(PlanFile file) {
        try (Connection connection = database.connect()) {
            return look(connection, file);
        } catch (SQLException e) {
            throw DatabaseException.during("looking at " + database.description(), e);
        }
    }

    private ApplyRequest look(Connection connection, PlanFile file) throws SQLException {
        List<String> differences = file.target().differences(TargetIdentity.of(connection, key, environment));
        if (!differences.isEmpty()) {
            throw otherTarget(differences);
        }
        LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
        PlanFileRuns runs = state.namespace().isPresent() && state.knowsEffects()
                ? PlanFileRuns.of(connection, file.id())
                : PlanFileRuns.NONE;
        if (runs.succeeded().isPresent()) {
            throw appliedBefore(runs.succeeded().get());
        }
        CatalogState live = CatalogReader.live().read(connection, file.schemaByDirectory());
        List<String> moved = file.reads().moved(live, changed(file, runs));
        if (!moved.isEmpty()) {
            throw new StalePlanException(
                    "something that the plan rests on has moved since, so nothing was applied: "
                            + String.join("; ", moved),
                    PLAN_AGAIN);
        }
        return request(file, state, managed(connection, state), live, runs);
    }

    static WrongTargetException otherTarget(List<String> differences) {
        return new WrongTargetException(
                "the plan file was made for another target, so nothing was applied: " + String.join("; ", differences),
                "name the environment that it was made for (-e), or make a plan for this one");
    }

    static StalePlanException appliedBefore(String run) {
        return new StalePlanException(
                "the plan file was applied before, " + run, "a plan file is applied once; " + PLAN_AGAIN);
    }

    private static Set<Address> changed(PlanFile file, PlanFileRuns runs) {
        Set<Address> changed = new HashSet<>();
        for (Step step : file.plan().steps()) {
            if (runs.done().contains(step.ordinal()) || runs.begun().contains(step.ordinal())) {
                changed.addAll(step.addresses());
            }
        }
        for (Change change : file.plan().changes()) {
            if (changed.contains(change.address())) {
                change.formerAddress().ifPresent(changed::add);
            }
        }
        return changed;
    }

    private static ApplyRequest request(
            PlanFile file, LedgerState state, List<ManagedObject> managed, CatalogState live, PlanFileRuns runs) {
        PlanFile.Origin origin = file.origin();
        boolean moved = !live.fingerprint().equals(file.fingerprint());
        return new ApplyRequest(
                file.plan(),
                new RunOrigin(
                        origin.plumbVersion(),
                        origin.commit(),
                        origin.specHash(),
                        origin.spec(),
                        PlanJson.write(PlanDocument.of(file.plan())),
                        file.plan().effects().digest(),
                        Optional.of(file.id())),
                new ApplyRequest.Basis(
                        List.copyOf(file.schemaByDirectory().values()), live.fingerprint(), state.revision()),
                managed.stream().map(ManagedObject::address).collect(Collectors.toSet()),
                after(file, managed),
                file.schemaByDirectory(),
                remaining(file, state),
                Arrival.PROVED,
                new ApplyRequest.Earlier(runs.done(), moved || !runs.equals(PlanFileRuns.NONE)));
    }

    /** What others have done to the list meanwhile stays. */
    private static List<ManagedObject> after(PlanFile file, List<ManagedObject> now) {
        Map<Address, ManagedObject> before = byAddress(file.managed().before());
        Map<Address, ManagedObject> after = byAddress(now);
        file.managed().gone().forEach(after::remove);
        for (ManagedObject changed : file.managed().after()) {
            ManagedObject present = after.get(changed.address());
            if (present == null || present.equals(before.get(changed.address())) || !present.filled()) {
                after.put(changed.address(), changed);
            }
        }
        return List.copyOf(after.values());
    }

    private static List<String> remaining(PlanFile file, LedgerState state) {
        List<String> remaining =
                new ArrayList<>(state.namespace().map(NamespaceState::schemas).orElse(List.of()));
        remaining.removeAll(file.schemaByDirectory().values());
        remaining.addAll(file.remaining());
        return remaining.stream().distinct().toList();
    }
}
