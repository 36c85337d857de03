package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.schema.sql.SqlNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An exact copy of some objects of the live state, without rows, on which statements can be tried. Tables outside of the project
 * that its foreign keys point to are copied too, as a foreign key locks its target. Rolled back when it is closed; for one thread.
 */
final class Workbench implements AutoCloseable {
    private final Scratch scratch;
    private final NameMap names;
    private final Map<DirectoryPath, String> schemas;
    private final List<Trials.Failure> failures;

    private Workbench(
            Scratch scratch, NameMap names, Map<DirectoryPath, String> schemas, List<Trials.Failure> failures) {
        this.scratch = scratch;
        this.names = names;
        this.schemas = Map.copyOf(schemas);
        this.failures = List.copyOf(failures);
    }

    /**
     * @param live the whole live state; its directories exist on the workbench
     * @param part of its objects, what is to be copied; whatever they need is in it
     * @param plumbing what keeps computed columns of the part right, by table
     * @param later directories that statements may create, and their objects
     * @param outside what foreign keys of either reference beyond the project's tables
     */
    static Workbench open(
            Environment environment,
            CatalogState live,
            Schema part,
            Map<Address, ComputedTable> plumbing,
            Schema later,
            Set<QualifiedName> outside)
            throws SQLException {
        Set<String> present = Stream.concat(
                        live.schema().directories().stream().map(d -> d.path().schemaName()),
                        outside.stream().map(QualifiedName::schema))
                .collect(Collectors.toSet());
        Set<String> reserved = later.directories().stream()
                .map(d -> d.path().schemaName())
                .filter(d -> !present.contains(d))
                .collect(Collectors.toSet());
        Scratch scratch = Scratch.open(environment.connection(), present, reserved);
        try {
            NameMap names = names(environment, live, List.of(part, later), outside, scratch);
            copyOutside(environment, scratch, outside);
            List<Trial> trials = new ArrayList<>(Replica.trials(new Ddl(names), part));
            trials.addAll(Replica.attachments(names, live.attachments(), part));
            plumbing.forEach(
                    (table, computed) -> installation(computed.mapped(names::physicalSchema, names::toPhysical))
                            .forEach(sql -> trials.add(new Trial(PlumbingNames.address(table), sql, List.of()))));
            List<Trials.Failure> failures =
                    new Trials(scratch, d -> "set local search_path = pg_catalog, pg_temp").run(trials);
            return new Workbench(scratch, names, directories(scratch, live.schema(), later), failures);
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** With the columns that no schema shows. */
    private static List<String> installation(ComputedTable computed) {
        List<String> statements = new ArrayList<>();
        computed.cells().stream()
                .filter(c -> PlumbingNames.isNext(c.column()))
                .map(c ->
                        "alter table " + computed.name() + " add column " + SqlNames.quote(c.column()) + " " + c.type())
                .forEach(statements::add);
        statements.addAll(Plumbing.install(computed));
        if (computed.hasRowColumn()) {
            statements.add(RowColumn.createIndex(computed));
        }
        return statements;
    }

    private static NameMap names(
            Environment environment,
            CatalogState live,
            List<Schema> parts,
            Set<QualifiedName> outside,
            Scratch scratch) {
        Map<String, Set<String>> copied = new HashMap<>();
        outside.forEach(
                t -> copied.computeIfAbsent(t.schema(), k -> new HashSet<>()).add(t.name()));
        for (Schema schema : parts) {
            copied.putAll(Names.union(copied, Names.objectNames(schema)));
        }
        Map<DirectoryPath, String> elsewhere = new HashMap<>(environment.schemas());
        outside.forEach(t -> {
            boolean isDirectory =
                    elsewhere.keySet().stream().anyMatch(d -> d.schemaName().equals(t.schema()));
            if (!isDirectory) {
                elsewhere.put(DirectoryPath.of(t.schema()), t.schema());
            }
        });
        return Names.map(copied, scratch.schemas(), elsewhere, live.knownNames());
    }

    private static void copyOutside(Environment environment, Scratch scratch, Set<QualifiedName> outside)
            throws SQLException {
        Map<String, String> real = new TreeMap<>();
        environment.schemas().forEach((directory, schema) -> real.put(directory.schemaName(), schema));
        scratch.execute(outside.stream()
                .map(t -> "create table "
                        + SqlNames.qualified(Standing.of(scratch.schemas(), t.schema()), t.name())
                        + " (like "
                        + SqlNames.qualified(real.getOrDefault(t.schema(), t.schema()), t.name())
                        + " including indexes)")
                .toList());
    }

    private static Map<DirectoryPath, String> directories(Scratch scratch, Schema present, Schema later) {
        Map<DirectoryPath, String> directories = new HashMap<>();
        Stream.of(present, later)
                .flatMap(s -> s.directories().stream())
                .forEach(d -> directories.put(
                        d.path(), Standing.of(scratch.schemas(), d.path().schemaName())));
        return directories;
    }

    /** The names in which statements are to be written. */
    NameMap names() {
        return names;
    }

    /** What could not be copied: what the connection's role may not do, such as giving a view to another owner. */
    List<Trials.Failure> failures() {
        return failures;
    }

    /** Runs statements in one round trip, all or none. */
    void run(List<String> statements) throws SQLException {
        List<String> all = new ArrayList<>();
        all.add("set local search_path = pg_catalog, pg_temp");
        all.addAll(statements);
        scratch.run(all);
    }

    CatalogState read() throws SQLException {
        return CatalogReader.standIns(names).read(scratch.connection(), schemas);
    }

    @Override
    public void close() {
        scratch.close();
    }
}
