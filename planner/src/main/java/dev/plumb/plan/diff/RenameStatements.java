package dev.plumb.plan.diff;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Rename;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/** Statements and hazards of renames. */
public final class RenameStatements {
    private final Context context;

    public RenameStatements(Context context) {
        this.context = context;
    }

    public Statement statement(Rename rename) {
        Address from = rename.from();
        Address to = rename.to();
        if (from.kind() == ObjectKind.DIRECTORY) {
            return Statement.of(context.ddl().objects().renameDirectory(from.directory(), to.directory()));
        }
        if (from.kind() == ObjectKind.COLUMN && context.isComposite(composite(to))) {
            return Statement.of(context.ddl()
                    .composites()
                    .renameAttribute(from.directory(), from.object().orElseThrow(), from.name(), to.name()));
        }
        return Statement.of(context.ddl().objects().rename(from, to.name()), locks(to));
    }

    /** Nobody names an index or a constraint in a query. */
    public List<Hazard> hazards(Rename rename) {
        List<Hazard> hazards = new ArrayList<>();
        locks(rename.to()).forEach(r -> hazards.add(Hazards.briefLock(r.toString())));
        boolean named =
                switch (rename.to().kind()) {
                    case DIRECTORY, ENUM, DOMAIN, COMPOSITE, SEQUENCE, TABLE, VIEW, MATERIALIZED_VIEW, COLUMN -> true;
                    case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION, INDEX, OTHER -> false;
                };
        if (named) {
            hazards.add(Hazards.breaksClients("the former name " + rename.from()));
        }
        return hazards;
    }

    private List<Address> locks(Address to) {
        return switch (to.kind()) {
            case TABLE, MATERIALIZED_VIEW -> context.lockable(to);
            case COLUMN, PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUSION ->
                context.lockable(
                        Address.of(ObjectKind.TABLE, to.directory(), to.object().orElseThrow()));
            case DIRECTORY, ENUM, DOMAIN, COMPOSITE, SEQUENCE, VIEW, INDEX, OTHER -> List.of();
        };
    }

    private static Address composite(Address attribute) {
        return Address.of(
                ObjectKind.COMPOSITE, attribute.directory(), attribute.object().orElseThrow());
    }
}
