package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;

/** The columns of tables with rows that hold values of a type, or arrays of them. */
record TypeUsers(Context context, List<User> users) {
    /** A column with its table. */
    record User(Address table, Address address, Column column) {
        String quoted() {
            return SqlNames.quote(column.name());
        }

        boolean isArray() {
            return column.type().endsWith("[]");
        }
    }

    static TypeUsers of(Context context, Address type) {
        List<User> users = new ArrayList<>();
        for (Address dependent : context.liveDependencies().dependentsOf(type)) {
            if (dependent.kind() == ObjectKind.COLUMN) {
                Address table = Address.of(
                        ObjectKind.TABLE,
                        dependent.directory(),
                        dependent.object().orElseThrow());
                context.liveColumn(dependent)
                        .filter(c -> context.hasRows(table))
                        .filter(c -> SqlType.element(c.type()).equals(Context.logicalName(type)))
                        .ifPresent(c -> users.add(new User(table, dependent, c)));
            }
        }
        return new TypeUsers(context, users);
    }

    List<Address> tables() {
        return users.stream().map(User::table).distinct().toList();
    }

    /** A query that counts the rows of the user's table under a condition (physical). */
    String finding(User user, String condition) {
        return "select count(*) from " + context.physicalName(user.table()) + " where " + condition;
    }
}
