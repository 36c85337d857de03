package dev.plumb.plan.diff;

import dev.plumb.plan.ddl.IndexDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index of a partitioned table, for which PostgreSQL has no concurrent form: it is built on each partition while writers go
 * on, and when the partitioned table gets its own, PostgreSQL finds and takes those. What an interrupted run has built is used.
 */
final class PartitionedIndex {
    private final Context context;
    private final Address relation;
    private final DirectoryPath directory;
    private final Index index;
    private final IndexDdl ddl;

    PartitionedIndex(Context context, Address relation, Index index) {
        this.context = context;
        this.relation = relation;
        this.directory = relation.directory();
        this.index = index;
        this.ddl = context.ddl().indexes();
    }

    /** The whole index; one of its name that is there goes first. */
    List<Statement> build() {
        List<Statement> statements = new ArrayList<>();
        if (context.hasLiveIndex(relation, index.name())) {
            statements.add(ConcurrentIndex.drop(context, relation, index.name()));
        }
        statements.addAll(onPartitions());
        statements.add(together());
        return statements;
    }

    /** The same for a name that the model does not know: whatever may have been left under it goes first. */
    List<Statement> anew() {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(ddl.dropIfExists(directory, index.name()), context.lockable(relation)));
        for (Table partition : context.liveLeaves(relation)) {
            statements.addAll(ConcurrentIndex.anew(context, address(partition), on(partition)).stream()
                    .map(s -> s.about(about(partition)))
                    .toList());
        }
        statements.add(together());
        return statements;
    }

    /** What is missing on the partitions. */
    List<Statement> onPartitions() {
        List<Statement> statements = new ArrayList<>();
        for (Table partition : context.liveLeaves(relation)) {
            Index own = on(partition);
            boolean built =
                    partition.index(own.name()).map(PartitionedIndex::bare).equals(Optional.of(bare(own)));
            boolean taken = partition.constraint(own.name()).isPresent();
            if (!built && !taken) {
                ConcurrentIndex.build(context, address(partition), own)
                        .forEach(s -> statements.add(s.about(about(partition))));
            }
        }
        return statements;
    }

    /** Partitions' keys made of what is built; each locks its own partition for a moment. */
    List<Statement> keysOnPartitions(Key key) {
        List<Statement> statements = new ArrayList<>();
        for (Table partition : context.liveLeaves(relation)) {
            String name = on(partition).name();
            Optional<Constraint> there = partition.constraint(name);
            if (there.isEmpty()) {
                statements.add(Statement.of(
                        key.named(name).addUsingIndex(context.ddl().constraints(), directory, partition.name(), name),
                        context.lockable(address(partition))));
            }
        }
        return statements;
    }

    private Statement together() {
        return Statement.of(ddl.create(directory, relation.name(), index), context.lockable(relation));
    }

    private Index on(Table partition) {
        return index.withComment(Optional.empty())
                .withName(TemporaryNames.onPartition(
                        index.name(), partition.name(), bare(index).toString()));
    }

    private static Index bare(Index index) {
        return index.withComment(Optional.empty()).withDeclaration(Declaration.NONE);
    }

    /** The step is for the whole index and leaves the partition's. */
    private List<Address> about(Table partition) {
        return List.of(
                relation.child(ObjectKind.INDEX, index.name()),
                address(partition).child(ObjectKind.INDEX, on(partition).name()));
    }

    private Address address(Table partition) {
        return partition.address(directory);
    }
}
