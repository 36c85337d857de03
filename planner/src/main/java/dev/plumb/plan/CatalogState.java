package dev.plumb.plan;

import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What one reading of the catalog found: the schema and the facts about it that planning needs. All SQL is logical.
 *
 * @param schema canonical
 * @param dependencies between everything read; objects that the model does not cover appear with kind {@code OTHER}
 * @param tables size facts of each table and materialized view
 * @param outputColumns of each view and materialized view: names and types in order
 * @param attachments of each view and materialized view: statements that give a re-created one what is not in the model
 *     (owner, grants, triggers, comments and privileges of columns), in logical names; of a table only the mark on an index
 * @param computed what keeps computed columns right, by table; logical
 * @param uncovered sorted
 * @param knownNames by the schema name of each directory, everything that stands there, covered or not: relations, types,
 *     functions, operators, collations; what a {@link dev.plumb.schema.sql.NameMap} needs to map SQL texts
 * @param serverVersion {@code server_version_num}
 * @param fingerprint of the catalog rows read; equal fingerprints mean that nothing moved; empty when the reader was told
 *     that nobody else can change what it reads
 */
public record CatalogState(
        Schema schema,
        Set<Dependency> dependencies,
        Map<Address, TableFacts> tables,
        Map<Address, List<OutputColumn>> outputColumns,
        Map<Address, List<Attachment>> attachments,
        Map<Address, InstalledCells> computed,
        List<UncoveredObject> uncovered,
        Map<String, Set<String>> knownNames,
        int serverVersion,
        String fingerprint) {
    public CatalogState {
        dependencies = Set.copyOf(dependencies);
        tables = Map.copyOf(tables);
        outputColumns = Map.copyOf(outputColumns);
        attachments = Map.copyOf(attachments);
        computed = Map.copyOf(computed);
        uncovered = List.copyOf(uncovered);
        knownNames = Map.copyOf(knownNames);
    }

    /** The same facts about another schema. */
    public CatalogState withSchema(Schema newSchema) {
        return new CatalogState(
                newSchema,
                dependencies,
                tables,
                outputColumns,
                attachments,
                computed,
                uncovered,
                knownNames,
                serverVersion,
                fingerprint);
    }

    /** The same for somebody to whom some things that depend on others do not matter. */
    public CatalogState withoutDependents(Predicate<Address> which) {
        return new CatalogState(
                schema,
                dependencies.stream().filter(d -> !which.test(d.dependent())).collect(Collectors.toSet()),
                tables,
                outputColumns,
                attachments,
                computed,
                uncovered,
                knownNames,
                serverVersion,
                fingerprint);
    }

    /**
     * The same where tables have other rows.
     *
     * @param rows of some tables; the others may have any number
     */
    public CatalogState withRows(Map<Address, TableFacts> rows) {
        Map<Address, TableFacts> facts = new HashMap<>();
        tables.keySet().forEach(table -> facts.put(table, rows.getOrDefault(table, TableFacts.UNKNOWN)));
        return new CatalogState(
                schema,
                dependencies,
                facts,
                outputColumns,
                attachments,
                computed,
                uncovered,
                knownNames,
                serverVersion,
                fingerprint);
    }

    /** The same, as read at another time or elsewhere. */
    public CatalogState withFingerprint(String newFingerprint) {
        return new CatalogState(
                schema,
                dependencies,
                tables,
                outputColumns,
                attachments,
                computed,
                uncovered,
                knownNames,
                serverVersion,
                newFingerprint);
    }

    /**
     * @param estimatedRows from statistics; negative when never analysed
     * @param bytes of the heap; zero means that the table has no rows
     */
    public record TableFacts(long estimatedRows, long bytes) {
        /** Of a table that nobody can look at. */
        static final TableFacts UNKNOWN = new TableFacts(-1, Long.MAX_VALUE);

        public boolean isEmpty() {
            return bytes == 0;
        }
    }

    /**
     * A statement that gives a re-created view something that the model does not hold.
     *
     * @param sql logical
     * @param column the output column that it is about, so that it is left out when that column goes
     * @param index the index that it is about, which takes it along when it goes alone
     */
    public record Attachment(String sql, Optional<String> column, Optional<String> index) {
        public Attachment(String sql, Optional<String> column) {
            this(sql, column, Optional.empty());
        }
    }

    /** A column of a view's result. */
    public record OutputColumn(String name, String type) {}
}
