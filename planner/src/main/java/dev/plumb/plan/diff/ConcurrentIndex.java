package dev.plumb.plan.diff;

import dev.plumb.plan.ddl.IndexDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** Building and dropping indexes of relations with rows while writers go on. */
final class ConcurrentIndex {
    private ConcurrentIndex() {}

    /** What an interrupted run left under the name goes first. */
    static List<Statement> build(Context context, Address relation, Index index) {
        if (context.isPartitioned(relation)) {
            return new PartitionedIndex(context, relation, index).build();
        }
        IndexDdl ddl = context.ddl().indexes();
        List<Statement> statements = new ArrayList<>();
        if (context.hasLiveIndex(relation, index.name())) {
            statements.add(drop(context, relation, index.name()));
        }
        statements.add(Statement.alone(
                ddl.createConcurrently(relation.directory(), relation.name(), index),
                ddl.create(relation.directory(), relation.name(), index),
                context.lockable(relation)));
        return statements;
    }

    /** For a name that the model does not know: what may have been left under it goes first. */
    static List<Statement> anew(Context context, Address relation, Index index) {
        if (context.isPartitioned(relation)) {
            return new PartitionedIndex(context, relation, index).anew();
        }
        IndexDdl ddl = context.ddl().indexes();
        return List.of(
                Statement.alone(
                        ddl.dropConcurrently(relation.directory(), index.name()),
                        ddl.dropIfExists(relation.directory(), index.name()),
                        context.lockable(relation)),
                Statement.alone(
                        ddl.createConcurrently(relation.directory(), relation.name(), index),
                        ddl.create(relation.directory(), relation.name(), index),
                        context.lockable(relation)));
    }

    /** PostgreSQL drops the index of a partitioned table only with everybody waiting; it takes a moment. */
    static Statement drop(Context context, Address relation, String index) {
        String plain = context.ddl().objects().drop(relation.child(ObjectKind.INDEX, index));
        return context.isPartitioned(relation)
                ? Statement.of(plain, context.lockable(relation))
                : Statement.alone(
                        context.ddl().indexes().dropConcurrently(relation.directory(), index),
                        plain,
                        context.lockable(relation));
    }
}
