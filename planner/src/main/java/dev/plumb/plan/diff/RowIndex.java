package dev.plumb.plan.diff;

import dev.plumb.plan.computed.RowColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Index;
import dev.plumb.schema.StorageParameters;
import java.util.List;
import java.util.Optional;

/** The index over the column that tells rows apart where a table has no key. */
public final class RowIndex {
    private RowIndex() {}

    /**
     * While others write. What an interrupted run left goes first. Of a partitioned table it cannot be unique, since it does not have the
     * columns of the partitioning; it needs not be, since no two rows ever get the same value.
     */
    public static List<Statement> build(Context context, Address table) {
        Index index = new Index(
                RowColumn.indexName(table.name()),
                "btree",
                !context.isPartitioned(table),
                List.of(RowColumn.element()),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.empty(),
                true,
                Optional.empty(),
                Declaration.NONE);
        return ConcurrentIndex.anew(context, table, index);
    }
}
