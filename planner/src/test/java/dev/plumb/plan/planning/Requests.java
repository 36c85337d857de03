package dev.plumb.plan.planning;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.Plan;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.RenameResolution;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.Unfilled;
import dev.plumb.plan.diff.Parts;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.sql.NameMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Requests with the facts that a test cares about; everything live is managed, and empty, unless said otherwise. */
final class Requests {
    private final Schema live;
    private final Schema desired;
    private final Set<Dependency> liveDependencies = new HashSet<>();
    private final Set<Dependency> desiredDependencies = new HashSet<>();
    private final Map<Address, TableFacts> facts = new HashMap<>();
    private final Map<Address, List<OutputColumn>> liveOutput = new HashMap<>();
    private final Map<Address, List<OutputColumn>> desiredOutput = new HashMap<>();
    private final Map<Address, List<Attachment>> attachments = new HashMap<>();
    private final List<UncoveredObject> uncovered = new ArrayList<>();
    private final Set<Address> managed;
    private final Set<Address> guarded = new HashSet<>();
    private final Set<Address> kept = new HashSet<>();
    private final Set<Address> volatileDefaults = new HashSet<>();
    private RenameResolution renames = RenameResolution.NONE;
    private int version = 180_000;

    private Requests(Schema live, Schema desired) {
        this.live = live;
        this.desired = desired;
        this.managed = new TreeSet<>(addresses(live));
        addresses(live).stream()
                .filter(a -> a.kind() == ObjectKind.TABLE || a.kind() == ObjectKind.MATERIALIZED_VIEW)
                .forEach(a -> facts.put(a, new TableFacts(0, 0)));
    }

    static Requests from(Schema live, Schema desired) {
        return new Requests(live, desired);
    }

    static Requests between(RandomSchema live, RandomSchema desired) {
        Requests requests = from(live.schema(), desired.schema());
        requests.liveDependencies.addAll(live.dependencies());
        requests.desiredDependencies.addAll(desired.dependencies());
        requests.liveOutput.putAll(live.output());
        requests.desiredOutput.putAll(desired.output());
        return requests;
    }

    static Set<Address> addresses(Schema schema) {
        Set<Address> addresses = new TreeSet<>();
        for (Directory directory : schema.directories()) {
            addresses.add(directory.address());
            for (SchemaObject object : directory.objects()) {
                Address address = object.address(directory.path());
                addresses.add(address);
                addresses.addAll(Parts.of(address, object).addresses());
            }
        }
        return addresses;
    }

    Requests version(int major) {
        version = major * 10_000;
        return this;
    }

    Requests rows(Address... tables) {
        for (Address table : tables) {
            facts.put(table, new TableFacts(1200, 8192));
        }
        return this;
    }

    Requests allRows() {
        facts.replaceAll((a, f) -> new TableFacts(1200, 8192));
        return this;
    }

    Requests liveDependency(Address dependent, Address referenced) {
        liveDependencies.add(new Dependency(dependent, referenced));
        return this;
    }

    Requests desiredDependency(Address dependent, Address referenced) {
        desiredDependencies.add(new Dependency(dependent, referenced));
        return this;
    }

    /** In both states. */
    Requests dependency(Address dependent, Address referenced) {
        return liveDependency(dependent, referenced).desiredDependency(dependent, referenced);
    }

    Requests unmanaged(Address... addresses) {
        managed.removeAll(Set.of(addresses));
        return this;
    }

    Requests kept(Address address) {
        kept.add(address);
        return this;
    }

    Requests guarded(Address address) {
        guarded.add(address);
        return this;
    }

    Requests volatileDefault(Address column) {
        volatileDefaults.add(column);
        return this;
    }

    Requests uncovered(Address address, String kind) {
        uncovered.add(new UncoveredObject(address, kind));
        return this;
    }

    Requests output(Address view, List<OutputColumn> liveColumns, List<OutputColumn> desiredColumns) {
        liveOutput.put(view, liveColumns);
        desiredOutput.put(view, desiredColumns);
        return this;
    }

    Requests attachment(Address view, Attachment... statements) {
        attachments.put(view, List.of(statements));
        return this;
    }

    Requests renames(RenameResolution resolution) {
        renames = resolution;
        return this;
    }

    PlanRequest request() {
        Map<String, String> physical = new HashMap<>();
        Map<String, Set<String>> known = new HashMap<>();
        for (Schema schema : List.of(live, desired)) {
            for (Directory directory : schema.directories()) {
                String name = directory.path().schemaName();
                physical.put(name, "dev_" + name);
                directory.objects().forEach(o -> known.computeIfAbsent(name, n -> new TreeSet<>())
                        .add(o.name()));
            }
        }
        renames.renames()
                .forEach(r -> physical.put(
                        r.from().directory().schemaName(),
                        "dev_" + r.from().directory().schemaName()));
        CatalogState state = new CatalogState(
                live,
                liveDependencies,
                facts,
                liveOutput,
                attachments,
                Map.of(),
                uncovered,
                Map.of(),
                version,
                "fingerprint");
        return new PlanRequest(
                "dev",
                desired,
                desiredDependencies,
                desiredOutput,
                volatileDefaults,
                Map.of(),
                Unfilled.NONE,
                Map.of(),
                state,
                renames,
                managed,
                guarded,
                kept,
                Map.of(),
                Map.of(),
                new NameMap(physical, known));
    }

    /** What makes the live state from nothing. */
    Plan setupPlan() {
        Requests setup = from(Schema.EMPTY, live);
        setup.desiredDependencies.addAll(liveDependencies);
        return setup.plan();
    }

    Plan plan() {
        return new Planner().plan(request());
    }
}
