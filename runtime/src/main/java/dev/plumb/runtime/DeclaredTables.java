package dev.plumb.runtime;

import dev.plumb.schema.Address;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a spec declares by its address. */
final class DeclaredTables {
    private final Spec spec;

    DeclaredTables(Spec spec) {
        this.spec = spec;
    }

    Spec spec() {
        return spec;
    }

    /**
     * A part of a table.
     *
     * @param tableAddress of the table
     * @param name of the part
     */
    record Part(Address tableAddress, Table table, String name) {
        Address column() {
            return tableAddress.child(ObjectKind.COLUMN, name);
        }
    }

    /** Every computed column and embedding index, in the order of the spec. */
    List<Part> allComputed() {
        return parts(t -> t.computedInOrder().stream().map(ComputedColumn::name));
    }

    /** @throws SpecException if the address is not of a computed column or an embedding index */
    Part computed(String address) {
        return find(address, allComputed(), "computed column");
    }

    /** @throws SpecException if the address is not of an embedding index */
    Part embedding(String address) {
        return find(address, parts(t -> t.embeddings().stream().map(EmbeddingIndex::name)), "embedding index");
    }

    private List<Part> parts(Function<Table, Stream<String>> names) {
        return spec.schema().directories().stream()
                .flatMap(d -> d.objects(Table.class)
                        .flatMap(t -> names.apply(t).map(name -> new Part(t.address(d.path()), t, name))))
                .toList();
    }

    private static Part find(String address, List<Part> parts, String what) {
        return parts.stream()
                .filter(p -> p.column().toString().equals(address))
                .findFirst()
                .orElseThrow(() -> undeclared(
                        what,
                        address,
                        parts.stream().map(p -> p.column().toString()).toList()));
    }

    /**
     * A table with one more computed column, or with this one in place of the one that it has.
     *
     * @throws SpecException if the address is not of a table, or the column is there as an ordinary one
     */
    Part with(String address, ComputedColumn column) {
        Part found = parts(t -> Stream.of(t.name())).stream()
                .filter(p -> p.tableAddress().toString().equals(address))
                .findFirst()
                .orElseThrow(() -> undeclared(
                        "table",
                        address,
                        parts(t -> Stream.of(t.name())).stream()
                                .map(p -> p.tableAddress().toString())
                                .toList()));
        Table table = found.table();
        if (table.column(column.name()).isPresent()
                || table.embedding(column.name()).isPresent()) {
            throw new SpecException(List.of(new Problem(
                    Optional.empty(),
                    address + " has a column " + column.name() + " already",
                    Optional.of("try it under another name"))));
        }
        List<ComputedColumn> computed = new ArrayList<>(table.computed());
        computed.removeIf(c -> c.name().equals(column.name()));
        computed.add(column);
        Table with = table.withComputed(table.columns(), computed);
        requireColumns(address, with, column);
        return new Part(found.tableAddress(), with, column.name());
    }

    private static void requireColumns(String address, Table table, ComputedColumn column) {
        if (column.computation() instanceof FunctionCall call) {
            call.arguments().forEach((parameter, argument) -> argument.column()
                    .filter(c -> !table.columnNames().contains(c))
                    .ifPresent(c -> {
                        String quoted = "text is written in quotes, " + parameter + "='" + c + "'";
                        throw new SpecException(List.of(new Problem(
                                Optional.empty(),
                                "the argument " + parameter + " names the column " + c + ", which " + address
                                        + " does not have",
                                Optional.of(Suggestions.nearest(c, table.columnNames())
                                        .map(n -> "did you mean " + n + "? A " + quoted)
                                        .orElse("a " + quoted)))));
                    }));
        }
    }

    private static SpecException undeclared(String what, String address, List<String> known) {
        String remedy = Suggestions.nearest(address, known)
                .map(n -> "did you mean " + n + "?")
                .orElse(known.isEmpty() ? "the spec declares none" : "the spec declares " + String.join(", ", known));
        return new SpecException(List.of(
                new Problem(Optional.empty(), "the spec declares no " + what + " " + address, Optional.of(remedy))));
    }

    /** From the names of the spec to those of an environment. */
    NameMap names(String prefix) {
        Map<String, String> physical = new HashMap<>();
        Map<String, Set<String>> known = new HashMap<>();
        for (Directory directory : spec.schema().directories()) {
            DirectoryPath path = directory.path();
            physical.put(path.schemaName(), prefix + path.schemaName());
            known.put(
                    path.schemaName(),
                    directory.objects().stream().map(SchemaObject::name).collect(Collectors.toSet()));
        }
        return new NameMap(physical, known);
    }
}
