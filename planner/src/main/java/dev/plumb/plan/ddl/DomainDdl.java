package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.sql.SqlNames;

/** Domains and their constraints. */
public final class DomainDdl {
    private final SqlText text;

    DomainDdl(SqlText text) {
        this.text = text;
    }

    /** With the default and everything but the checks that are not valid, which can only be added later. */
    public String create(DirectoryPath directory, DomainType domain) {
        StringBuilder sql = new StringBuilder("create domain ")
                .append(text.name(directory, domain.name()))
                .append(" as ")
                .append(text.type(domain.baseType(), domain.collation()));
        domain.defaultExpression().ifPresent(d -> sql.append(" default ").append(text.fragment(d)));
        if (domain.notNull()) {
            sql.append(" not null");
        }
        domain.checks().stream().filter(DomainCheck::validated).forEach(c -> sql.append("\n  ")
                .append(definition(c)));
        return sql.toString();
    }

    public String setDefault(DirectoryPath directory, String domain, String expression) {
        return alter(directory, domain) + "set default " + text.fragment(expression);
    }

    public String dropDefault(DirectoryPath directory, String domain) {
        return alter(directory, domain) + "drop default";
    }

    public String setNotNull(DirectoryPath directory, String domain) {
        return alter(directory, domain) + "set not null";
    }

    public String dropNotNull(DirectoryPath directory, String domain) {
        return alter(directory, domain) + "drop not null";
    }

    /** As the record says: validated, or {@code not valid}. */
    public String addCheck(DirectoryPath directory, String domain, DomainCheck check) {
        return alter(directory, domain) + "add " + definition(check) + (check.validated() ? "" : " not valid");
    }

    public String validateCheck(DirectoryPath directory, String domain, String check) {
        return alter(directory, domain) + "validate constraint " + SqlNames.quote(check);
    }

    public String dropCheck(DirectoryPath directory, String domain, String check) {
        return alter(directory, domain) + "drop constraint " + SqlNames.quote(check);
    }

    public String renameCheck(DirectoryPath directory, String domain, String check, String newName) {
        return alter(directory, domain) + "rename constraint " + SqlNames.quote(check) + " to "
                + SqlNames.quote(newName);
    }

    private String definition(DomainCheck check) {
        return "constraint " + SqlNames.quote(check.name()) + " check (" + text.fragment(check.expression()) + ")";
    }

    private String alter(DirectoryPath directory, String domain) {
        return "alter domain " + text.name(directory, domain) + " ";
    }
}
