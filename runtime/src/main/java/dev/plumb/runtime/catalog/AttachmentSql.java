package dev.plumb.runtime.catalog;

import dev.plumb.schema.Address;
import dev.plumb.schema.sql.SqlNames;
import java.util.Optional;

/** The statements that give a re-created view, or a table with a new index, back what the model does not hold, in logical names. */
final class AttachmentSql {
    private final String view;
    private final String alter;
    private final LogicalNames names;

    AttachmentSql(Address view, LogicalNames names) {
        this.view =
                SqlNames.qualified(view.directory().schemaName(), view.object().orElseThrow());
        this.alter = "alter " + view.kind().label() + " " + this.view;
        this.names = names;
    }

    String owner(String role) {
        return alter + " owner to " + SqlNames.quote(role);
    }

    /**
     * @param role absent for everyone
     */
    String revoke(Optional<String> role) {
        return "revoke all on table " + view + " from " + grantee(role);
    }

    String grant(String privileges, Optional<String> role, boolean grantable) {
        return "grant " + privileges + " on table " + view + " to " + grantee(role) + option(grantable);
    }

    String grantColumn(String privilege, String column, Optional<String> role, boolean grantable) {
        return "grant " + privilege + " (" + SqlNames.quote(column) + ") on table " + view + " to " + grantee(role)
                + option(grantable);
    }

    String columnComment(String column, String comment) {
        return "comment on column " + view + "." + SqlNames.quote(column) + " is " + SqlNames.literal(comment);
    }

    String columnDefault(String column, String expression) {
        return alter + " alter column " + SqlNames.quote(column) + " set default " + names.sql(expression);
    }

    /**
     * @param definition of a trigger or rule, as the server gives it
     */
    String definition(String definition) {
        String statement = definition.strip();
        return names.sql(
                statement.endsWith(";")
                        ? statement.substring(0, statement.length() - 1).stripTrailing()
                        : statement);
    }

    String comment(String kind, String name, String comment) {
        return "comment on " + kind + " " + SqlNames.quote(name) + " on " + view + " is " + SqlNames.literal(comment);
    }

    String cluster(String index) {
        return alter + " cluster on " + SqlNames.quote(index);
    }

    String unpopulated() {
        return "refresh materialized view " + view + " with no data";
    }

    private static String grantee(Optional<String> role) {
        return role.map(SqlNames::quote).orElse("public");
    }

    private static String option(boolean grantable) {
        return grantable ? " with grant option" : "";
    }
}
