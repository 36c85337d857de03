package dev.plumb.plan.diff;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts that comparisons ask for, and the SQL that they write. Immutable. */
public final class Context {
    private final PlanRequest request;
    private final Ddl ddl;
    private final Dependencies liveDependencies;
    private final Dependencies desiredDependencies;
    private final Map<String, DomainType> domains = new HashMap<>();
    private final Map<String, EnumType> enums = new HashMap<>();
    private final Set<Address> liveObjects;
    private final Map<Address, Table> liveTables;
    private final Map<Address, Table> desiredTables;
    private final Map<Address, List<Table>> livePartitions;
    private final Set<String> liveIndexes;

    public Context(PlanRequest request) {
        this.request = request;
        this.ddl = new Ddl(request.names());
        this.liveDependencies =
                Dependencies.of(request.live().dependencies(), request.live().schema());
        this.desiredDependencies = Dependencies.of(request.desiredDependencies(), request.desired());
        this.liveObjects = Set.copyOf(request.live().schema().directories().stream()
                .flatMap(d -> d.objects().stream().map(o -> o.address(d.path())))
                .toList());
        this.liveTables = tables(request.live().schema());
        this.desiredTables = tables(request.desired());
        this.livePartitions = partitions(request.live().schema());
        this.liveIndexes = indexes(request.live().schema());
        // The declared definition of a type is the one that counts once the plan has run.
        registerTypes(request.live().schema());
        registerTypes(request.desired());
    }

    Ddl ddl() {
        return ddl;
    }

    public Cells cells() {
        return new Cells(request, this);
    }

    public Dependencies liveDependencies() {
        return liveDependencies;
    }

    public Dependencies desiredDependencies() {
        return desiredDependencies;
    }

    boolean isManaged(Address address) {
        return request.managed().contains(address);
    }

    /** Whether the rows of a table, or the values of a column, are to be kept should it be dropped; partitions go with their table. */
    boolean isKept(Address address) {
        return request.kept().contains(address)
                || liveTable(address)
                        .flatMap(t -> t.partitioning().of())
                        .filter(p -> isKept(Address.of(ObjectKind.TABLE, address.directory(), p.parent())))
                        .isPresent();
    }

    public Optional<SourceLocation> location(Address address) {
        return Optional.ofNullable(request.locations().get(address));
    }

    /** {@code major} as in {@code 17}. */
    boolean isAtLeast(int major) {
        return request.live().serverVersion() >= major * 10_000;
    }

    /** True for an existing table or materialized view unless it is known to be empty. */
    public boolean hasRows(Address relation) {
        CatalogState.TableFacts facts = request.live().tables().get(relation);
        return facts == null
                ? liveObjects.contains(relation)
                        && (relation.kind() == ObjectKind.TABLE || relation.kind() == ObjectKind.MATERIALIZED_VIEW)
                : !facts.isEmpty();
    }

    /** The relations that have rows: only their locks matter to anybody. */
    List<Address> lockable(Address... relations) {
        return Arrays.stream(relations).filter(this::hasRows).toList();
    }

    /** {@code about 1,200 rows}. */
    public String rowsInWords(Address relation) {
        CatalogState.TableFacts facts = request.live().tables().get(relation);
        return facts == null || facts.estimatedRows() < 0
                ? "an unknown number of rows"
                : String.format(
                        Locale.ROOT,
                        "about %,d %s",
                        facts.estimatedRows(),
                        facts.estimatedRows() == 1 ? "row" : "rows");
    }

    boolean isLiveTable(Address address) {
        return liveTables.containsKey(address);
    }

    boolean isDesiredTable(Address address) {
        return desiredTables.containsKey(address);
    }

    Optional<Table> liveTable(Address address) {
        return Optional.ofNullable(liveTables.get(address));
    }

    /** Whether the relation is there and partitioned. */
    boolean isPartitioned(Address relation) {
        return liveTable(relation).filter(Table::isPartitioned).isPresent();
    }

    /** The partitions of any depth that hold rows themselves. */
    List<Table> liveLeaves(Address parent) {
        List<Table> leaves = new ArrayList<>();
        for (Table partition : livePartitions(parent)) {
            if (partition.isPartitioned()) {
                leaves.addAll(liveLeaves(partition.address(parent.directory())));
            } else {
                leaves.add(partition);
            }
        }
        return leaves;
    }

    /** The tables that hold its rows directly, by name. */
    List<Table> livePartitions(Address parent) {
        return livePartitions.getOrDefault(parent, List.of());
    }

    Optional<CheckConstraint> liveCheck(Address table, String name) {
        return Optional.ofNullable(liveTables.get(table)).flatMap(t -> t.constraints(CheckConstraint.class)
                .filter(c -> c.name().equals(name))
                .findFirst());
    }

    /** Indexes of a schema have different names, whatever they are on. */
    boolean hasLiveIndex(Address relation, String name) {
        return liveIndexes.contains(relation.directory() + " " + name);
    }

    Optional<Column> liveColumn(Address column) {
        return column(liveTables, column);
    }

    Optional<Column> desiredColumn(Address column) {
        return column(desiredTables, column);
    }

    /** What becomes of the type of a column that is in both states. */
    Optional<TypeConversion> conversion(Address column) {
        Optional<Column> desired = column(desiredTables, column);
        return liveColumn(column).flatMap(from -> desired.map(to -> TypeConversion.between(from.type(), to.type())));
    }

    private static Optional<Column> column(Map<Address, Table> tables, Address column) {
        Address table =
                Address.of(ObjectKind.TABLE, column.directory(), column.object().orElseThrow());
        return Optional.ofNullable(tables.get(table)).flatMap(t -> t.column(column.name()));
    }

    private static Map<Address, Table> tables(Schema schema) {
        Map<Address, Table> tables = new HashMap<>();
        schema.directories().forEach(d -> d.objects(Table.class).forEach(t -> tables.put(t.address(d.path()), t)));
        return tables;
    }

    private static Map<Address, List<Table>> partitions(Schema schema) {
        Map<Address, List<Table>> partitions = new HashMap<>();
        schema.directories().forEach(d -> d.objects(Table.class)
                .forEach(t -> t.partitioning().of().ifPresent(p -> partitions
                        .computeIfAbsent(Address.of(ObjectKind.TABLE, d.path(), p.parent()), a -> new ArrayList<>())
                        .add(t))));
        return partitions;
    }

    private static Set<String> indexes(Schema schema) {
        return schema.directories().stream()
                .flatMap(d -> Stream.concat(
                                d.objects(Table.class).flatMap(t -> t.indexes().stream()),
                                d.objects(MaterializedView.class).flatMap(v -> v.indexes().stream()))
                        .map(i -> d.path() + " " + i.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean hasVolatileDefault(Address column) {
        return request.volatileDefaults().contains(column);
    }

    List<CatalogState.OutputColumn> liveOutput(Address view) {
        return request.live().outputColumns().getOrDefault(view, List.of());
    }

    List<CatalogState.OutputColumn> desiredOutput(Address view) {
        return request.desiredOutputColumns().getOrDefault(view, List.of());
    }

    List<CatalogState.Attachment> attachments(Address view) {
        return request.live().attachments().getOrDefault(view, List.of());
    }

    /** The fragment in the names that the statements use. */
    String physical(String sql) {
        return request.names().toPhysical(sql);
    }

    /** The qualified, quoted name of an object in the names that the statements use. */
    String physicalName(Address address) {
        return physicalName(address.directory(), address.object().orElseThrow());
    }

    String physicalName(DirectoryPath directory, String object) {
        return SqlNames.qualified(request.names().physicalSchema(directory.schemaName()), object);
    }

    /** The schema in which a table is kept, in the names that the statements use; quoted. */
    String removedSchema(Address table) {
        return SqlNames.quote(PlumbingNames.removedSchema(
                request.names().physicalSchema(table.directory().schemaName()), table.name()));
    }

    /** The type as canonical SQL texts name it. */
    static String logicalName(Address type) {
        return SqlNames.qualified(type.directory().schemaName(), type.object().orElseThrow());
    }

    /** The domain that a column's type names, arrays of it aside. */
    Optional<DomainType> domain(String type) {
        return Optional.ofNullable(domains.get(type));
    }

    /** The type with a domain replaced by what it is based on, to the bottom. */
    String baseType(String type) {
        String base = type;
        for (Optional<DomainType> domain = domain(base); domain.isPresent(); domain = domain(base)) {
            base = domain.get().baseType();
        }
        return base;
    }

    boolean isComposite(Address address) {
        return liveObjects.contains(address);
    }

    boolean isEnum(String type) {
        return enums.containsKey(type);
    }

    /** True when a value of the domain, or of one that it is based on, is tested. */
    boolean isConstrainedDomain(String type) {
        return domain(type)
                .map(d -> d.notNull() || !d.checks().isEmpty() || isConstrainedDomain(d.baseType()))
                .orElse(false);
    }

    private void registerTypes(Schema schema) {
        for (Directory directory : schema.directories()) {
            String name = directory.path().schemaName();
            directory.objects(DomainType.class).forEach(d -> domains.put(SqlNames.qualified(name, d.name()), d));
            directory.objects(EnumType.class).forEach(e -> enums.put(SqlNames.qualified(name, e.name()), e));
        }
    }
}
