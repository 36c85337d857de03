package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.RenameResolution;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which part of the live state a workbench has to hold: some objects and all that depends on them, whole; and what those need,
 * without what nobody needs of it.
 */
final class Selection {
    private final Schema live;
    private final Graph graph;
    private final Set<ObjectKey> whole;
    private final Set<ObjectKey> keysAtStake;

    private Selection(Schema live, Graph graph, Set<ObjectKey> whole, Set<ObjectKey> keysAtStake) {
        this.live = live;
        this.graph = graph;
        this.whole = whole;
        this.keysAtStake = keysAtStake;
    }

    /**
     * @param live before any rename
     * @param further edges between objects under their live names, of what the live state does not have yet
     * @param chosen what changes
     * @param keysAtStake the tables among them whose foreign keys from elsewhere matter
     */
    static Selection of(CatalogState live, Set<Dependency> further, Set<ObjectKey> chosen, Set<ObjectKey> keysAtStake) {
        Set<ObjectKey> whole = new Graph(live.dependencies()).withDependents(chosen);
        List<Dependency> all = new ArrayList<>(live.dependencies());
        all.addAll(further);
        return new Selection(live.schema(), new Graph(all), whole, Set.copyOf(keysAtStake));
    }

    /** Objects that are whole on the workbench, and therefore comparable. */
    Set<ObjectKey> whole() {
        return whole;
    }

    /** The part of the live schema to be copied. */
    Schema part() {
        Set<ObjectKey> wanted = new HashSet<>(whole);
        foreignKeys().forEach((owner, targets) -> {
            if (whole.contains(owner)) {
                wanted.addAll(targets);
            } else if (targets.stream().anyMatch(keysAtStake::contains)) {
                wanted.add(owner);
            }
        });
        Schema part = ObjectKey.restrict(live, graph.withNeeds(wanted));
        return new Schema(part.directories().stream().map(this::slim).toList());
    }

    /** Targets of the foreign keys of these tables that no schema holds. */
    static Set<QualifiedName> outside(Stream<Table> tables, Schema... schemas) {
        return tables.flatMap(t -> t.constraints(ForeignKey.class))
                .map(ForeignKey::target)
                .filter(t -> Stream.of(schemas).noneMatch(s -> s.directoryOfSchema(t.schema())
                        .flatMap(d -> d.table(t.name()))
                        .isPresent()))
                .collect(Collectors.toSet());
    }

    private Map<ObjectKey, Set<ObjectKey>> foreignKeys() {
        Map<ObjectKey, Set<ObjectKey>> targets = new HashMap<>();
        for (Directory directory : live.directories()) {
            directory.objects(Table.class).forEach(table -> table.constraints(ForeignKey.class)
                    .flatMap(k -> target(k).stream())
                    .forEach(target -> targets.computeIfAbsent(
                                    new ObjectKey(directory.path(), table.name()), k -> new HashSet<>())
                            .add(target)));
        }
        return targets;
    }

    private Optional<ObjectKey> target(ForeignKey key) {
        return live.directoryOfSchema(key.target().schema())
                .filter(d -> d.table(key.target().name()).isPresent())
                .map(d -> new ObjectKey(d.path(), key.target().name()));
    }

    private Directory slim(Directory directory) {
        return directory.withObjects(directory.objects().stream()
                .map(o -> whole.contains(new ObjectKey(directory.path(), o.name())) ? o : slim(o))
                .toList());
    }

    /** Of what is only needed: no foreign keys but those that are at stake, and only indexes that such keys can rest on. */
    private SchemaObject slim(SchemaObject object) {
        if (!(object instanceof Table table)) {
            return object;
        }
        return new Table(
                        table.name(),
                        table.columns(),
                        table.constraints().stream()
                                .filter(c -> !(c instanceof ForeignKey k)
                                        || target(k)
                                                .filter(keysAtStake::contains)
                                                .isPresent())
                                .toList(),
                        table.indexes().stream().filter(Index::unique).toList(),
                        table.unlogged(),
                        table.storageParameters(),
                        Optional.empty(),
                        Declaration.NONE)
                .withPartitioning(table.partitioning());
    }

    /** Former keys by present ones, of all live objects. */
    static Map<ObjectKey, ObjectKey> formerKeys(Schema live, RenameResolution renames) {
        Map<ObjectKey, ObjectKey> former = new HashMap<>();
        for (Address address : ObjectKey.objects(live).keySet()) {
            Address after = renames.applyTo(Set.of(address)).iterator().next();
            ObjectKey.of(after).ifPresent(a -> ObjectKey.of(address).ifPresent(before -> former.put(a, before)));
        }
        return former;
    }
}
