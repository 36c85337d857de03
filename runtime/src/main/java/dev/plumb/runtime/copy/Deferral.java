package dev.plumb.runtime.copy;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the foreign keys of a copy be checked once all rows are there, so that tables may refer to each other in circles. In one
 * transaction: nobody sees them so.
 */
final class Deferral {
    private final Statement statement;
    private final List<String> back = new ArrayList<>();

    private Deferral(Statement statement) {
        this.statement = statement;
    }

    static Deferral of(CopySide copy) throws SQLException {
        Deferral deferral = new Deferral(copy.connection().createStatement());
        for (CopySide.Found<Table> found : copy.all(Table.class)) {
            for (ForeignKey key : found.object().constraints(ForeignKey.class).toList()) {
                if (key.deferral() != Constraint.Deferral.INITIALLY_DEFERRED) {
                    String change = "alter table " + copy.sql(found.address()) + " alter constraint "
                            + SqlNames.quote(key.name()) + " ";
                    deferral.statement.execute(change + "deferrable initially deferred");
                    deferral.back.add(change
                            + (key.deferral() == Constraint.Deferral.NOT_DEFERRABLE
                                    ? "not deferrable"
                                    : "deferrable initially immediate"));
                }
            }
        }
        return deferral;
    }

    /** Checks all of them, and leaves them as they were. */
    void settle() throws SQLException {
        statement.execute("set constraints all immediate");
        for (String change : back) {
            statement.execute(change);
        }
        statement.close();
    }
}
