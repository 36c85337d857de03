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

    /** While others write. What an interrupted run left goes first. */
    public static List<Statement> build(Context context, Address table) {
        Index index = new Index(
                RowColumn.indexName(table.name()),
                "btree",
                true,
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
