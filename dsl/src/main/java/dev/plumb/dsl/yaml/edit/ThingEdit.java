package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.edit.Fragments.ColumnPart;
import dev.plumb.dsl.yaml.edit.Fragments.ConstraintPart;
import dev.plumb.dsl.yaml.edit.Fragments.Part;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Changes one thing in the file that declares it, or is to. */
final class ThingEdit {
    static final List<String> DOCUMENT = List.of(
            "dir",
            "comment",
            "if_exists",
            "lifecycle",
            "renamed_from",
            "types",
            "sequences",
            "tables",
            "views",
            "removed");
    static final List<String> TABLE = List.of(
            "from",
            "to",
            "in",
            "modulus",
            "remainder",
            "default",
            "comment",
            "if_exists",
            "lifecycle",
            "renamed_from",
            "unlogged",
            "columns",
            "primary_key",
            "unique",
            "checks",
            "foreign_keys",
            "exclusions",
            "computed",
            "indexes",
            "with",
            "partition_by",
            "partitions");

    /** What a table holds that is not an attribute of its own. */
    private static final List<String> PARTS =
            List.of("columns", "partition_by", "from", "to", "in", "modulus", "default");

    private final Address address;
    private final Spec spec;
    private final Things now;
    private final Fragments fragments;
    private final String path;
    private final ValueEdit edit;

    ThingEdit(Address address, Spec spec, Map<String, String> texts) {
        this.address = address;
        this.spec = spec;
        this.now = new Things(spec.schema());
        this.fragments = new Fragments(address.directory());
        this.path = new Target(address, spec, texts).path();
        String text = texts.get(path);
        if (text == null) {
            throw new CannotEditException("it is declared in " + path + ", which is not YAML");
        }
        this.edit = new ValueEdit(YamlFile.of(text));
    }

    /** The file that is edited. */
    String path() {
        return path;
    }

    /** The file as it is then. */
    YamlFile towards(Things wanted) {
        if (address.kind() == ObjectKind.DIRECTORY) {
            comment(wanted);
        } else if (address.kind().isPart()) {
            part(now.part(address), wanted.part(address));
        } else {
            object(now.object(address), wanted.object(address));
        }
        return edit.file();
    }

    private Place place(Address of) {
        SourceLocation location =
                spec.location(of).orElseThrow(() -> new CannotEditException("it has no place of its own in the files"));
        return Place.at(edit.file(), location.line(), location.column())
                .orElseThrow(() -> new CannotEditException("its place in the file is not found"));
    }

    private void comment(Things wanted) {
        Place document = place(address).parent();
        edit.changeMap(document, comments(now), comments(wanted), DOCUMENT);
    }

    private Map<String, SourceNode> comments(Things things) {
        return things.directory(address)
                .flatMap(d -> d.comment())
                .map(c -> Map.<String, SourceNode>of("comment", Scalars.of(c)))
                .orElse(Map.of());
    }

    private void object(Optional<SchemaObject> present, Optional<SchemaObject> target) {
        if (target.isEmpty()) {
            edit.remove(place(address));
        } else if (present.isEmpty()) {
            addObject(target.get());
        } else {
            Map<String, SourceNode> before = entries(present.get());
            Map<String, SourceNode> after = entries(target.get());
            Place place = place(address);
            new Checks(edit, place).change(before, after);
            entry(place, before, after, target.get() instanceof Table ? TABLE : List.of(), "query", target.get());
        }
    }

    private Map<String, SourceNode> entries(SchemaObject object) {
        Map<String, SourceNode> entries =
                new LinkedHashMap<>(Nodes.longForm(fragments.object(Fragments.bare(object)), "query"));
        if (object instanceof Table) {
            PARTS.forEach(entries::remove);
        }
        return entries;
    }

    private void addObject(SchemaObject object) {
        SourceNode value = fragments.object(object);
        Optional<String> parent =
                object instanceof Table table ? table.partitioning().of().map(p -> p.parent()) : Optional.empty();
        Place outer = parent.map(p -> place(Address.of(ObjectKind.TABLE, address.directory(), p)))
                .orElseGet(() -> Target.document(edit.file(), address));
        String section = parent.isPresent() ? "partitions" : Fragments.section(object);
        add(outer, section, object.name(), value, parent.isPresent() ? TABLE : DOCUMENT);
    }

    private void add(Place outer, String section, String name, SourceNode value, List<String> order) {
        if (edit.has(outer.key(section))) {
            edit.insert(outer.key(section), name, value, List.of());
        } else {
            edit.insert(outer, section, Scalars.map(name, value), order);
        }
    }

    private void part(Optional<Part> present, Optional<Part> target) {
        if (target.isEmpty()) {
            removePart(present.orElseThrow(() -> new CannotEditException("it is in no file")));
        } else if (present.isEmpty()) {
            addPart(target.get());
        } else if (target.get() instanceof ColumnPart column) {
            changeColumn(((ColumnPart) present.get()).column(), column);
        } else if (isInline(place(address))) {
            removePart(present.get());
        } else {
            Part part = target.get();
            String table = address.object().orElseThrow();
            SourceNode after = fragments.part(part, table);
            entry(
                    place(address),
                    Nodes.longForm(fragments.part(present.get(), table), part.shortKey()),
                    Nodes.longForm(after, part.shortKey()),
                    List.of(),
                    part.shortKey(),
                    after);
        }
    }

    /** Behind a column, or in its map. */
    private boolean isInline(Place place) {
        List<Place.Step> steps = place.steps();
        return address.kind() != ObjectKind.COLUMN
                && (isColumns(steps, steps.size() - 2) || isColumns(steps, steps.size() - 3));
    }

    private static boolean isColumns(List<Place.Step> steps, int index) {
        return index > 1 && steps.get(index).equals(new Place.Key("columns"));
    }

    private void removePart(Part part) {
        Place place = place(address);
        boolean behindColumn = isInline(place)
                && place.in(edit.file()).filter(Scalar.class::isInstance).isPresent()
                && isColumns(place.steps(), place.steps().size() - 2);
        if (!behindColumn) {
            edit.remove(place);
            return;
        }
        ShortColumn column = shortColumn(place);
        column.drop(((ConstraintPart) part).constraint());
        edit.scalar(place, column.text());
    }

    private ShortColumn shortColumn(Place place) {
        Scalar text = (Scalar) place.in(edit.file()).orElseThrow();
        return new ShortColumn(
                address.directory(),
                address.object().orElseThrow(),
                place.lastKey().orElseThrow(),
                text.value());
    }

    private void addPart(Part part) {
        SchemaObject object =
                now.object(address).orElseThrow(() -> new CannotEditException("what it belongs to is not declared"));
        Place table = place(object.address(address.directory()));
        String name = address.object().orElseThrow();
        if (part.section().equals("primary_key")) {
            edit.insert(table, "primary_key", fragments.part(part, name), TABLE);
            return;
        }
        if (table.key(part.section())
                .in(edit.file())
                .filter(Sequence.class::isInstance)
                .isPresent()) {
            throw new CannotEditException(
                    "'" + part.section() + "' is a list, whose items have no names; make it a map by name");
        }
        add(table, part.section(), part.name(), fragments.part(part, name), TABLE);
    }

    private void changeColumn(Column before, ColumnPart after) {
        Place place = place(address);
        String table = address.object().orElseThrow();
        if (place.in(edit.file()).orElseThrow() instanceof Mapping map) {
            Map<String, SourceNode> from = fragments.column(before, table);
            Map<String, SourceNode> to = new LinkedHashMap<>(fragments.column(after.column(), table));
            if (Nodes.entries(map).containsKey("nullable")) {
                to.remove("not_null");
                from.remove("not_null");
                edit.scalar(
                        place.key("nullable"), String.valueOf(!after.column().notNull()));
            }
            edit.changeMap(place, from, to, List.of());
            return;
        }
        ShortColumn column = shortColumn(place);
        if (column.change(before, after.column())) {
            edit.scalar(place, column.text());
        } else {
            edit.replace(
                    place, new LongColumn(address.directory(), table).of(after.column(), column.text(), fragments));
        }
    }

    /** Changes an entry that may be written in its short form. */
    private void entry(
            Place place,
            Map<String, SourceNode> before,
            Map<String, SourceNode> after,
            List<String> order,
            String shortKey,
            Object whole) {
        SourceNode present = place.in(edit.file()).orElseThrow();
        if (present instanceof Mapping) {
            edit.changeMap(place, before, after, order);
        } else if (after.size() == 1 && after.containsKey(shortKey)) {
            SourceNode value = Objects.requireNonNull(after.get(shortKey));
            edit.change(place, Objects.requireNonNullElse(before.get(shortKey), value), value);
        } else {
            edit.replace(place, whole instanceof SourceNode node ? node : fragments.object((SchemaObject) whole));
        }
    }
}
