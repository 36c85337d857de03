package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import java.util.List;

/** What a view carries beside its definition: owner, grants, triggers, comments and privileges of columns. */
final class Attachments {
    private Attachments() {}

    /** What a re-created view is given again; not what was about a column that it no longer has. */
    static List<Statement> statements(Context context, Address view, OutputChange output) {
        return context.attachments(view).stream()
                .filter(a -> a.column().map(output::keeps).orElse(true))
                .map(a -> Statement.of(context.physical(a.sql())))
                .toList();
    }
}
