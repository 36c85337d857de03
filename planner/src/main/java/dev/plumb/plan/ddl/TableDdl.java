package dev.plumb.plan.ddl;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Tables. */
public final class TableDdl {
    private final SqlText text;

    TableDdl(SqlText text) {
        this.text = text;
    }

    /** Columns and {@linkplain #isInline inline} constraints; the rest, the indexes and the comments come after. */
    public String create(DirectoryPath directory, Table table) {
        ColumnSql columns = new ColumnSql(text);
        ConstraintSql constraints = new ConstraintSql(text);
        List<String> elements = Stream.concat(
                        table.columns().stream().map(columns::definition),
                        table.constraints().stream()
                                .filter(c -> isInline(table, c))
                                .map(constraints::definition))
                .toList();
        String list = elements.isEmpty() ? "" : " (\n  " + String.join(",\n  ", elements) + "\n)";
        String contents = table.partitioning()
                .of()
                .map(p -> " partition of " + text.name(directory, p.parent()) + list + " " + bounds(p))
                .orElse(list.isEmpty() ? " ()" : list);
        return creating(directory, table) + contents + partitionBy(table) + text.with(table.storageParameters());
    }

    /**
     * A partition as a table of its own, to be {@linkplain #attach attached}: nobody waits for it meanwhile. Constraints and
     * indexes of the partitioned table come when it is attached, as far as they are not copied.
     */
    public String createApart(DirectoryPath directory, Table partition) {
        ConstraintSql constraints = new ConstraintSql(text);
        List<String> elements = Stream.concat(
                        Stream.of("like " + text.name(directory, of(partition).parent())
                                + " including all excluding comments excluding identity excluding indexes excluding"
                                + " statistics"),
                        partition.constraints().stream()
                                .filter(c -> isInline(partition, c))
                                .map(constraints::definition))
                .toList();
        return creating(directory, partition) + " (\n  " + String.join(",\n  ", elements) + "\n)"
                + partitionBy(partition) + text.with(partition.storageParameters());
    }

    /** Lets readers and writers of the partitioned table through. */
    public String attach(DirectoryPath directory, Table partition) {
        PartitionOf of = of(partition);
        return alter(directory, of.parent()) + "attach partition " + text.name(directory, partition.name()) + " "
                + bounds(of);
    }

    public String detach(DirectoryPath directory, Table partition) {
        return alter(directory, of(partition).parent()) + "detach partition " + text.name(directory, partition.name());
    }

    /** Lets readers and writers through; cannot run in a transaction, nor where there is a default partition. */
    public String detachConcurrently(DirectoryPath directory, Table partition) {
        return detach(directory, partition) + " concurrently";
    }

    /** Ends a concurrent detach that was interrupted. */
    public String finishDetaching(DirectoryPath directory, Table partition) {
        return detach(directory, partition) + " finalize";
    }

    private static PartitionOf of(Table partition) {
        return partition.partitioning().of().orElseThrow();
    }

    private String creating(DirectoryPath directory, Table table) {
        return (table.unlogged() ? "create unlogged table " : "create table ") + text.name(directory, table.name());
    }

    private String bounds(PartitionOf of) {
        return of.bounds().map(text::fragment).sql();
    }

    private String partitionBy(Table table) {
        return table.partitioning()
                .key()
                .map(k -> " partition by " + k.strategy().keyword() + " (" + text.fragments(k.elements()) + ")")
                .orElse("");
    }

    /**
     * Whether {@link #create} takes the constraint along: not a foreign key, whose target may not exist yet; nothing that is not
     * valid, as {@code create table} makes every constraint valid; and no second key on the same columns, which {@code create
     * table} would silently make one with the first.
     */
    public static boolean isInline(Table table, Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey || !Validity.isValidated(constraint)) {
            return false;
        }
        return !(constraint instanceof Constraint.UniqueConstraint unique)
                || (table.primaryKey()
                                .filter(k -> k.columns().equals(unique.columns()))
                                .isEmpty()
                        && table.constraints(Constraint.UniqueConstraint.class)
                                .filter(u -> u.columns().equals(unique.columns()))
                                .noneMatch(u -> u.name().compareTo(unique.name()) < 0));
    }

    public String setLogged(DirectoryPath directory, String table) {
        return alter(directory, table) + "set logged";
    }

    public String setUnlogged(DirectoryPath directory, String table) {
        return alter(directory, table) + "set unlogged";
    }

    public String setStorage(DirectoryPath directory, String table, StorageParameters parameters) {
        return alter(directory, table) + "set " + text.assignments(parameters);
    }

    public String resetStorage(DirectoryPath directory, String table, Collection<String> parameters) {
        return alter(directory, table) + "reset " + text.parameterNames(parameters);
    }

    private String alter(DirectoryPath directory, String table) {
        return "alter table " + text.name(directory, table) + " ";
    }
}
