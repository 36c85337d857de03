package dev.plumb.plan.computed;

import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statements that install, replace and remove what keeps the cells of a table right. They run in one transaction, the
 * same as the statements that add, drop, rename or change columns. Writers of the table wait meanwhile, readers do not unless
 * a trigger is dropped.
 */
public final class Plumbing {
    private Plumbing() {}

    /** For a table that has none. A table without cells needs nothing. */
    public static List<String> install(ComputedTable table) {
        List<String> statements = new ArrayList<>(installTriggers(table));
        SearchFunction.all(table).forEach(f -> statements.add(f.create()));
        return List.copyOf(statements);
    }

    /** Whether a statement is the one that defines what the cells of a table are. */
    public static boolean isDefinedBy(String statement) {
        return CellLines.areIn(statement);
    }

    /** Whether it has them already or not. */
    private static List<String> installTriggers(ComputedTable table) {
        List<String> statements = new ArrayList<>();
        if (table.hasRowColumn() && !table.cells().isEmpty()) {
            statements.add(RowColumn.add(table));
        }
        for (Cell cell : table.cells()) {
            cell.formula().accept(new FormulaVisitor<Boolean>() {
                @Override
                public Boolean expression(Formula.Expression expression) {
                    statements.add(dropExpression(table, cell));
                    return statements.add(createExpression(table, cell, expression));
                }

                @Override
                public Boolean call(Formula.Call call) {
                    return false;
                }
            });
        }
        if (!table.cells().isEmpty()) {
            statements.add(new TriggerFunction(table).create());
            new Triggers(table).all().forEach(t -> statements.add(t.create()));
        }
        return List.copyOf(statements);
    }

    /**
     * For a table that has plumbing: what is needed no more goes away as well.
     *
     * @param before what is installed, under the table's present names; of another name only when the table was renamed
     * @param after may have no cells
     */
    public static List<String> replace(ComputedTable before, ComputedTable after) {
        List<String> statements = new ArrayList<>();
        RowColumn.renameIndex(before, after).ifPresent(statements::add);
        Set<String> needed = new Triggers(after)
                .all().stream().map(Triggers.Trigger::name).collect(Collectors.toCollection(LinkedHashSet::new));
        for (Triggers.Trigger trigger : new Triggers(before).all()) {
            if (after.cells().isEmpty() || !needed.contains(trigger.name())) {
                statements.add(trigger.drop(after.name()));
            }
        }
        statements.addAll(installTriggers(after));
        replaceSearch(before, after, statements);
        Set<String> kept = functions(after);
        functions(before).stream()
                .filter(f -> !kept.contains(f))
                .forEach(f -> statements.add("drop function if exists " + SqlNames.qualified(after.schema(), f)));
        return List.copyOf(statements);
    }

    /** Who may call the functions, and what is built on them, stays where it can. */
    private static void replaceSearch(ComputedTable before, ComputedTable after, List<String> statements) {
        List<SearchFunction> present = SearchFunction.all(before);
        List<SearchFunction> wanted = SearchFunction.all(after);
        present.stream()
                .filter(p -> wanted.stream().noneMatch(w -> w.isCalledLike(p)))
                .forEach(p -> statements.add(p.drop(after.schema())));
        wanted.forEach(w -> statements.add(present.stream().anyMatch(w::isCalledLike) ? w.replace() : w.create()));
    }

    /** Leaves the columns and their values. */
    public static List<String> remove(ComputedTable table) {
        return replace(
                table, new ComputedTable(table.schema(), table.table(), table.key(), table.partitioned(), List.of()));
    }

    /**
     * What a table's trigger function says is installed.
     *
     * @param functionText {@code pg_proc.prosrc}
     * @throws IllegalArgumentException when it is not as Plumb writes it
     */
    public static ComputedTable parse(String schema, String table, String functionText) {
        return CellLines.parse(schema, table, functionText);
    }

    /** The text of the trigger function, as {@code pg_proc.prosrc} holds it. */
    public static String functionText(ComputedTable table) {
        return new TriggerFunction(table).body();
    }

    public static List<String> triggerNames(ComputedTable table) {
        return new Triggers(table).all().stream().map(Triggers.Trigger::name).toList();
    }

    /** The names of all functions, in the table's schema. */
    public static Set<String> functionNames(ComputedTable table) {
        Set<String> names = new HashSet<>(functions(table));
        names.addAll(searchFunctionNames(table));
        return Set.copyOf(names);
    }

    /** Of its embedding indexes: those whose names other functions may have as well. */
    public static Set<String> searchFunctionNames(ComputedTable table) {
        return SearchFunction.all(table).stream().map(SearchFunction::name).collect(Collectors.toSet());
    }

    /** The same with the types of their arguments, as PostgreSQL lists functions: {@code near_search(real[], integer)}. */
    public static Set<String> searchSignatures(ComputedTable table) {
        return SearchFunction.all(table).stream()
                .map(SearchFunction::nameWithTypes)
                .collect(Collectors.toSet());
    }

    /** Those with names like no user's. */
    private static Set<String> functions(ComputedTable table) {
        Set<String> names = table.cells().stream()
                .filter(c -> !c.isFunction())
                .map(c -> PlumbingNames.expression(table.table(), c.column()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!table.cells().isEmpty()) {
            names.add(PlumbingNames.triggerFunction(table.table()));
        }
        return names;
    }

    /** Neither the parameters nor the result of a function can be replaced. */
    private static String dropExpression(ComputedTable table, Cell cell) {
        return "drop function if exists " + functionName(table, cell);
    }

    private static String createExpression(ComputedTable table, Cell cell, Formula.Expression expression) {
        String parameters = expression.inputs().stream()
                .map(i -> SqlNames.quote(i.name()) + " " + i.type())
                .collect(Collectors.joining(", "));
        return "create function " + functionName(table, cell) + "(" + parameters + ") returns " + cell.type()
                + "\nlanguage sql immutable parallel safe\nreturn " + body(expression);
    }

    /** A parameter has the collation of its type; where the column has another, the expression sees it through a select. */
    private static String body(Formula.Expression expression) {
        String sql = closed(expression.sql());
        if (expression.inputs().stream().allMatch(i -> i.collation().isEmpty())) {
            return "(" + sql + ")";
        }
        String columns = expression.inputs().stream()
                .map(i -> SqlNames.quote(i.name())
                        + i.collation().map(c -> " collate " + c).orElse("") + " as " + SqlNames.quote(i.name()))
                .collect(Collectors.joining(", "));
        return "(select (" + sql + ") from (select " + columns + ") \"plumb:row\")";
    }

    /** What may end in a line comment gets a line of its own, so that it cannot swallow what follows. */
    static String closed(String sql) {
        return sql.lastIndexOf("--") > sql.lastIndexOf('\n') ? sql + "\n" : sql;
    }

    static String functionName(ComputedTable table, Cell cell) {
        return SqlNames.qualified(table.schema(), PlumbingNames.expression(table.table(), cell.column()));
    }
}
