package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.runtime.catalog.NamespaceQuery.Namespace;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.NameMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One reading: every query once. */
final class CatalogPass {
    private final Connection connection;
    private final ServerVersion version;
    private final Map<DirectoryPath, String> schemas;
    private final Optional<NameMap> standIns;

    CatalogPass(
            Connection connection,
            ServerVersion version,
            Map<DirectoryPath, String> schemas,
            Optional<NameMap> standIns) {
        this.connection = connection;
        this.version = version;
        this.schemas = schemas;
        this.standIns = standIns;
    }

    CatalogState read(String fingerprint) throws SQLException {
        List<Namespace> namespaces = NamespaceQuery.run(connection, schemas.values());
        Catalog catalog = new Catalog(
                connection, version, namespaces.stream().map(Namespace::oid).toList());
        LogicalNames names = new LogicalNames(schemas, KnownNamesQuery.run(catalog), standIns);
        Map<Long, List<Column>> columns = ColumnQuery.run(catalog, names);
        List<RelationRow> relations = RelationQuery.run(catalog, names);
        SchemaAssembler found = new SchemaAssembler(
                names,
                namespaces,
                relations,
                columns,
                ConstraintQuery.run(catalog, names),
                IndexQuery.run(catalog, names),
                SequenceQuery.run(catalog),
                TypeQuery.run(catalog, names, columns));
        Schema schema = found.schema();
        Map<Address, List<OutputColumn>> outputs = outputColumns(relations, columns, names);
        AddressReader addresses = new AddressReader(names, schema, outputs);
        Map<Address, InstalledCells> computed = PlumbingQuery.run(catalog, relations, names);
        return new CatalogState(
                schema,
                new PlumbingDependencies(computed).resolved(DependencyQuery.run(catalog, addresses)),
                facts(relations, names),
                outputs,
                AttachmentQuery.run(catalog, relations, names),
                computed,
                UncoveredQuery.run(catalog, addresses, computed),
                names.knownNames(),
                version.number(),
                fingerprint);
    }

    private static Map<Address, TableFacts> facts(List<RelationRow> relations, LogicalNames names) {
        Map<Address, TableFacts> facts = new HashMap<>();
        for (RelationRow relation : relations) {
            if (relation.kind() != ObjectKind.VIEW) {
                facts.put(relation.address(names), relation.facts());
            }
        }
        return facts;
    }

    private static Map<Address, List<OutputColumn>> outputColumns(
            List<RelationRow> relations, Map<Long, List<Column>> columns, LogicalNames names) {
        Map<Address, List<OutputColumn>> outputs = new HashMap<>();
        for (RelationRow relation : relations) {
            if (relation.kind() != ObjectKind.TABLE) {
                List<OutputColumn> output = columns.getOrDefault(relation.oid(), List.of()).stream()
                        .map(c -> new OutputColumn(c.name(), c.type()))
                        .toList();
                outputs.put(relation.address(names), output);
            }
        }
        return outputs;
    }
}
