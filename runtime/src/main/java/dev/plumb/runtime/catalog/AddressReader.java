package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the objects that queries find their addresses: of its own kind what the model covers, {@code OTHER} the rest. */
final class AddressReader {
    private final LogicalNames names;
    private final Set<Address> covered = new HashSet<>();
    private final Set<Address> viewColumns = new HashSet<>();

    AddressReader(LogicalNames names, Schema schema, Map<Address, List<OutputColumn>> outputColumns) {
        this.names = names;
        for (Directory directory : schema.directories()) {
            directory.objects().forEach(object -> cover(directory.path(), object));
        }
        outputColumns.forEach((view, columns) ->
                columns.forEach(column -> viewColumns.add(view.child(ObjectKind.COLUMN, column.name()))));
        covered.addAll(viewColumns);
    }

    private void cover(DirectoryPath directory, SchemaObject object) {
        Address address = object.address(directory);
        covered.add(address);
        if (object instanceof Table table) {
            table.columns().forEach(c -> covered.add(address.child(ObjectKind.COLUMN, c.name())));
            table.constraints().forEach(c -> covered.add(address.child(c.kind(), c.name())));
            table.indexes().forEach(i -> covered.add(address.child(ObjectKind.INDEX, i.name())));
        } else if (object instanceof MaterializedView view) {
            view.indexes().forEach(i -> covered.add(address.child(ObjectKind.INDEX, i.name())));
        } else if (object instanceof CompositeType composite) {
            for (CompositeType.Attribute attribute : composite.attributes()) {
                covered.add(address.child(ObjectKind.COLUMN, attribute.name()));
            }
        }
    }

    /**
     * Reads the columns {@code schema}, {@code object}, {@code arguments}, {@code part}, {@code kind}, {@code part_kind} and
     * {@code other}.
     *
     * @param prefix of their names
     */
    Address address(Row row, String prefix) throws SQLException {
        Optional<String> schema = row.optionalText(prefix + "schema");
        DirectoryPath directory = schema.isPresent()
                ? names.directory(schema.get())
                // What lives in no schema, such as an event trigger, stands in a directory that says what it is.
                : DirectoryPath.of(row.text(prefix + "other"));
        String object = withArguments(row.text(prefix + "object"), row.optionalTexts(prefix + "arguments"));
        Optional<String> part = row.optionalText(prefix + "part");
        Address own = new Address(kind(row, prefix, part.isPresent()), directory, Optional.of(object), part);
        boolean inside = schema.flatMap(names::inside).isPresent();
        return inside && covered.contains(own) ? own : other(directory, object, part);
    }

    /** Reads {@code nspname}, {@code relname}, {@code part} and {@code part_kind}. */
    Dependency replicaIdentity(Row row) throws SQLException {
        Address feature = other(row.text("nspname"), row.text("relname"), Optional.empty(), Optional.empty());
        return new Dependency(
                feature,
                new Address(
                        partKind(row.text("part_kind")),
                        feature.directory(),
                        feature.object(),
                        Optional.of(row.text("part"))));
    }

    /** A view is re-created as a whole, so whatever one of its columns needs, it needs. */
    Address dependent(Address address) {
        if (!viewColumns.contains(address)) {
            return address;
        }
        String object = address.object().orElseThrow();
        Address view = Address.of(ObjectKind.VIEW, address.directory(), object);
        return covered.contains(view) ? view : Address.of(ObjectKind.MATERIALIZED_VIEW, address.directory(), object);
    }

    /**
     * The address of something that the model does not cover.
     *
     * @param schema physical
     * @param arguments types of a function's arguments
     */
    Address other(String schema, String object, Optional<List<String>> arguments, Optional<String> part) {
        return other(names.directory(schema), withArguments(object, arguments), part);
    }

    private static Address other(DirectoryPath directory, String object, Optional<String> part) {
        return new Address(ObjectKind.OTHER, directory, Optional.of(object), part);
    }

    private String withArguments(String object, Optional<List<String>> arguments) {
        return arguments
                .map(types -> types.stream().map(names::sql).collect(Collectors.joining(", ", object + "(", ")")))
                .orElse(object);
    }

    private static ObjectKind kind(Row row, String prefix, boolean part) throws SQLException {
        Optional<String> code = row.optionalText(prefix + (part ? "part_kind" : "kind"));
        return code.map(c -> part ? partKind(c) : objectKind(c)).orElse(ObjectKind.OTHER);
    }

    private static ObjectKind objectKind(String code) {
        return switch (code) {
            case "r", "p" -> ObjectKind.TABLE;
            case "v" -> ObjectKind.VIEW;
            case "m" -> ObjectKind.MATERIALIZED_VIEW;
            case "S" -> ObjectKind.SEQUENCE;
            case "c" -> ObjectKind.COMPOSITE;
            case "e" -> ObjectKind.ENUM;
            case "d" -> ObjectKind.DOMAIN;
            default -> ObjectKind.OTHER;
        };
    }

    private static ObjectKind partKind(String code) {
        return switch (code) {
            case "a" -> ObjectKind.COLUMN;
            case "i" -> ObjectKind.INDEX;
            case "p" -> ObjectKind.PRIMARY_KEY;
            case "u" -> ObjectKind.UNIQUE;
            case "f" -> ObjectKind.FOREIGN_KEY;
            case "c" -> ObjectKind.CHECK;
            case "x" -> ObjectKind.EXCLUSION;
            default -> ObjectKind.OTHER;
        };
    }
}
