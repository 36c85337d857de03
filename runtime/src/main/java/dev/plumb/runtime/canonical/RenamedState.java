package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.Rename;
import dev.plumb.plan.RenameResolution;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The live state as it will be after the renames of a plan. The server says how texts read then: the renames run on copies of what
 * is renamed and of all that depends on it.
 */
final class RenamedState {
    private final Environment environment;
    private final CatalogState live;
    private final RenameResolution renames;
    private final Map<ObjectKey, ObjectKey> former;
    /** What was read, with hidden columns. */
    private final Map<Address, SchemaObject> hidden = new HashMap<>();

    private RenamedState(Environment environment, CatalogState live, RenameResolution renames) {
        this.environment = environment;
        this.live = live;
        this.renames = renames;
        this.former = Selection.formerKeys(live.schema(), renames);
    }

    static CatalogState of(Environment environment, CatalogState live, RenameResolution renames) throws SQLException {
        return renames.renames().isEmpty() ? live : new RenamedState(environment, live, renames).state();
    }

    private CatalogState state() throws SQLException {
        Set<ObjectKey> renamed = renamed();
        Selection selection = Selection.of(live, Set.of(), withReferencing(renamed), Set.of());
        Schema part = selection.part();
        Set<QualifiedName> outside =
                Selection.outside(part.directories().stream().flatMap(d -> d.objects(Table.class)), live.schema());
        Schema later = new Schema(renames.renames().stream()
                .filter(r -> r.to().kind() == ObjectKind.DIRECTORY)
                .map(r -> new Directory(r.to().directory(), List.of(), Optional.empty(), Declaration.NONE))
                .toList());
        try (Workbench workbench = Workbench.open(
                environment, live, HiddenColumns.with(part, live.computed()), Map.of(), later, outside)) {
            workbench.run(statements(new Ddl(workbench.names())));
            Set<Address> incomplete =
                    workbench.failures().stream().map(f -> f.trial().address()).collect(Collectors.toSet());
            CatalogState read = workbench.read();
            this.hidden.putAll(ObjectKey.objects(read.schema()));
            return merged(HiddenColumns.stripped(read), selection.whole(), incomplete);
        }
    }

    private Set<ObjectKey> renamed() {
        Set<ObjectKey> renamed = new HashSet<>();
        former.forEach((after, before) -> {
            if (!after.equals(before)) {
                renamed.add(before);
            }
        });
        for (Rename rename : renames.renames()) {
            ObjectKey.of(after(rename.to())).map(former::get).ifPresent(renamed::add);
        }
        return renamed;
    }

    /** Their foreign keys name the target and its columns. */
    private Set<ObjectKey> withReferencing(Set<ObjectKey> targets) {
        Set<ObjectKey> all = new HashSet<>(targets);
        for (Dependency dependency : live.dependencies()) {
            boolean references = dependency.dependent().kind() == ObjectKind.FOREIGN_KEY
                    && ObjectKey.of(dependency.referenced())
                            .filter(targets::contains)
                            .isPresent();
            if (references) {
                ObjectKey.of(dependency.dependent()).ifPresent(all::add);
            }
        }
        return all;
    }

    private List<String> statements(Ddl ddl) {
        Set<Address> composites = ObjectKey.objects(live.schema()).keySet().stream()
                .filter(a -> a.kind() == ObjectKind.COMPOSITE)
                .collect(Collectors.toSet());
        List<String> statements = new ArrayList<>();
        for (Rename rename : renames.renames()) {
            statements.add(statement(ddl, rename, composites));
            composites = composites.stream().map(rename::applyTo).collect(Collectors.toSet());
        }
        return statements;
    }

    private static String statement(Ddl ddl, Rename rename, Set<Address> composites) {
        Address from = rename.from();
        if (from.kind() == ObjectKind.DIRECTORY) {
            return ddl.objects().renameDirectory(from.directory(), rename.to().directory());
        }
        String object = from.object().orElseThrow();
        boolean attribute = from.kind() == ObjectKind.COLUMN
                && composites.contains(Address.of(ObjectKind.COMPOSITE, from.directory(), object));
        return attribute
                ? ddl.composites()
                        .renameAttribute(
                                from.directory(),
                                object,
                                from.name(),
                                rename.to().name())
                : ddl.objects().rename(from, rename.to().name());
    }

    private CatalogState merged(CatalogState read, Set<ObjectKey> affected, Set<Address> incomplete) {
        Map<Address, SchemaObject> fresh = ObjectKey.objects(read.schema());
        Set<Address> affectedAfter = fresh.keySet().stream()
                .filter(a -> ObjectKey.of(a)
                        .map(former::get)
                        .filter(affected::contains)
                        .isPresent())
                .collect(Collectors.toSet());
        List<Directory> directories = new ArrayList<>();
        for (Directory directory : live.schema().directories()) {
            DirectoryPath path = after(directory.address()).directory();
            List<SchemaObject> objects = new ArrayList<>();
            for (SchemaObject object : directory.objects()) {
                Address before = object.address(directory.path());
                Address address = after(before);
                objects.add(
                        affectedAfter.contains(address) ? valid(Standing.of(fresh, address), object, before) : object);
            }
            directories.add(directory.withPath(path).withObjects(objects));
        }
        return new CatalogState(
                new Schema(directories),
                live.dependencies().stream()
                        .map(d -> new Dependency(after(d.dependent()), after(d.referenced())))
                        .collect(Collectors.toSet()),
                renamed(live.tables()),
                replaced(renamed(live.outputColumns()), read.outputColumns(), affectedAfter),
                attachments(read, affectedAfter, incomplete),
                computed(),
                live.uncovered().stream()
                        .map(u -> new UncoveredObject(after(u.address()), u.kind()))
                        .toList(),
                knownNames(),
                live.serverVersion(),
                live.fingerprint());
    }

    private Map<Address, InstalledCells> computed() {
        Map<Address, InstalledCells> computed = new HashMap<>();
        live.computed().forEach((before, cells) -> {
            Address address = after(before);
            Optional<Table> read = Optional.ofNullable(hidden.get(address))
                    .filter(Table.class::isInstance)
                    .map(Table.class::cast);
            computed.put(
                    address,
                    new InstalledCells(
                            cells.installed(),
                            new RenamedCells(before, address, this::after, read).of(cells.current()),
                            cells.beside(),
                            cells.trouble()));
        });
        return computed;
    }

    private Address after(Address address) {
        Address current = address;
        for (Rename rename : renames.renames()) {
            current = rename.applyTo(current);
        }
        return current;
    }

    private <T> Map<Address, T> renamed(Map<Address, T> facts) {
        Map<Address, T> renamed = new HashMap<>();
        facts.forEach((address, fact) -> renamed.put(after(address), fact));
        return renamed;
    }

    private static <T> Map<Address, T> replaced(Map<Address, T> facts, Map<Address, T> fresh, Set<Address> which) {
        Map<Address, T> replaced = new HashMap<>(facts);
        which.forEach(address -> Optional.ofNullable(fresh.get(address)).ifPresent(f -> replaced.put(address, f)));
        return replaced;
    }

    private Map<Address, List<Attachment>> attachments(
            CatalogState read, Set<Address> affected, Set<Address> incomplete) {
        Map<Address, List<Attachment>> attachments = new HashMap<>();
        live.attachments().forEach((before, present) -> {
            Address address = after(before);
            boolean isFresh = affected.contains(address) && !incomplete.contains(before);
            boolean emptied = present.stream().anyMatch(Replica::isEmptying);
            attachments.put(
                    address,
                    isFresh
                            ? read.attachments().getOrDefault(address, List.of()).stream()
                                    .filter(a -> emptied || !Replica.isEmptying(a))
                                    .toList()
                            : present);
        });
        return attachments;
    }

    private Map<String, Set<String>> knownNames() {
        Map<String, Set<String>> known = new HashMap<>();
        for (Directory directory : live.schema().directories()) {
            String before = directory.path().schemaName();
            known.put(
                    after(directory.address()).directory().schemaName(),
                    live.knownNames().getOrDefault(before, Set.of()));
        }
        Map<String, Set<String>> renamed = new HashMap<>();
        former.keySet().forEach(k -> renamed.computeIfAbsent(k.directory().schemaName(), s -> new HashSet<>())
                .add(k.name()));
        return Names.union(Names.union(live.knownNames(), known), renamed);
    }

    /** A copied index is always valid; what a failed build left behind stays invalid under its new name. */
    private SchemaObject valid(SchemaObject copy, SchemaObject original, Address address) {
        if (copy instanceof Table table && original instanceof Table before) {
            return table.withIndexes(valid(table.indexes(), before.indexes(), address));
        }
        if (copy instanceof MaterializedView view && original instanceof MaterializedView before) {
            return view.withIndexes(valid(view.indexes(), before.indexes(), address));
        }
        return copy;
    }

    private List<Index> valid(List<Index> copies, List<Index> originals, Address relation) {
        Set<String> invalid = originals.stream()
                .filter(i -> !i.valid())
                .map(i -> after(relation.child(ObjectKind.INDEX, i.name())).name())
                .collect(Collectors.toSet());
        return copies.stream()
                .map(i -> i.withValid(!invalid.contains(i.name())))
                .toList();
    }
}
