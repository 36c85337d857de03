package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a view carries beside its definition: owner, grants, triggers, comments and privileges of columns, marks on indexes. */
final class Attachments {
    private Attachments() {}

    /** What a re-created view is given again; not what was about a column that it no longer has. */
    static List<Statement> statements(Context context, Address view, OutputChange output) {
        return statements(context, view, List.of(), output);
    }

    /** The same for a view with these indexes; not what was about an index that it no longer has. */
    static List<Statement> statements(Context context, Address view, List<Index> indexes, OutputChange output) {
        Set<String> kept = indexes.stream().map(Index::name).collect(Collectors.toSet());
        return context.attachments(view).stream()
                .filter(a -> a.column().map(output::keeps).orElse(true))
                .filter(a -> a.index().map(kept::contains).orElse(true))
                .map(a -> Statement.of(context.physical(a.sql())))
                .toList();
    }

    /** What an index is given again that is built anew while its view stays. */
    static List<Statement> ofIndex(Context context, Address view, String index) {
        return context.attachments(view).stream()
                .filter(a -> a.index().equals(Optional.of(index)))
                .map(a -> Statement.of(context.physical(a.sql())))
                .toList();
    }
}
