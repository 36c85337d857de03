package dev.plumb.runtime.catalog;

import dev.plumb.plan.computed.Beside;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plumb's own functions and triggers, from which the catalog alone tells what is computed and whether it is kept right. */
final class PlumbingQuery {
    private static final String SQL = """
            with ns as materialized (select n.oid, n.nspname from pg_namespace n where n.oid = any(?))
            select ns.nspname, null as relname, null as tgname, null as tgenabled, p.proname, ns.nspname as function_schema,
                p.prosrc, p.proname like 'plumb:%' and p.prorettype = 'trigger'::regtype as of_triggers
            from pg_proc p join ns on ns.oid = p.pronamespace
            where p.proname like 'plumb:%'
                or p.pronargs = 2 and p.proargtypes[0] = 'real[]'::regtype and p.proargtypes[1] = 'integer'::regtype
            union all
            select ns.nspname, c.relname, t.tgname, t.tgenabled, p.proname, pn.nspname, null, true
            from pg_trigger t
            join pg_class c on c.oid = t.tgrelid
            join ns on ns.oid = c.relnamespace
            join pg_proc p on p.oid = t.tgfoid
            join pg_namespace pn on pn.oid = p.pronamespace
            where t.tgname like '~plumb:%' and not t.tgisinternal and t.tgparentid = 0
            union all
            select ns.nspname, c.relname, null, null, a.attname,
                case when exists (select from pg_index i where i.indrelid = c.oid and i.indnatts = 1
                    and i.indkey[0] = a.attnum and i.indisvalid and i.indpred is null) then 'indexed' end,
                col_description(c.oid, a.attnum), false
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join ns on ns.oid = c.relnamespace
            where c.relkind in ('r', 'p') and a.attname like 'plumb:%' and a.attnum > 0 and not a.attisdropped
            """;

    private final LogicalNames names;
    private final Map<Place, String> functionTexts = new HashMap<>();
    private final Map<String, Set<String>> functions = new HashMap<>();
    private final Map<Place, Map<String, Character>> triggers = new HashMap<>();
    private final Map<Place, Map<String, Optional<String>>> columns = new HashMap<>();
    private final Map<Place, Boolean> rowColumns = new HashMap<>();
    private final Map<Place, Place> functionOf = new HashMap<>();

    private PlumbingQuery(LogicalNames names) {
        this.names = names;
    }

    private record Place(String schema, String name) {}

    /** By table, among those that are given. */
    static Map<Address, InstalledCells> run(Catalog catalog, List<RelationRow> relations, LogicalNames names)
            throws SQLException {
        PlumbingQuery query = new PlumbingQuery(names);
        catalog.forEach(SQL, query::row);
        Map<Address, InstalledCells> installed = new HashMap<>();
        for (RelationRow relation : relations) {
            if (relation.kind() == ObjectKind.TABLE) {
                query.installed(new Place(relation.schema(), relation.name()))
                        .ifPresent(cells -> installed.put(relation.address(names), cells));
            }
        }
        return installed;
    }

    private void row(Row row) throws SQLException {
        if (row.optionalText("tgname").isPresent()) {
            trigger(row);
        } else if (row.optionalText("relname").isPresent()) {
            Place table = new Place(row.text("nspname"), row.text("relname"));
            if (row.text("proname").equals(RowColumn.NAME)) {
                rowColumns.put(table, row.optionalText("function_schema").isPresent());
            } else {
                columns.computeIfAbsent(table, t -> new HashMap<>())
                        .put(row.text("proname"), row.optionalText("prosrc"));
            }
        } else {
            function(row);
        }
    }

    private void function(Row row) throws SQLException {
        Place place = new Place(row.text("nspname"), row.text("proname"));
        functions.computeIfAbsent(place.schema(), s -> new HashSet<>()).add(place.name());
        if (row.flag("of_triggers")) {
            functionTexts.put(place, row.text("prosrc"));
        }
    }

    private void trigger(Row row) throws SQLException {
        Place table = new Place(row.text("nspname"), row.text("relname"));
        triggers.computeIfAbsent(table, t -> new HashMap<>()).put(row.text("tgname"), row.code("tgenabled"));
        functionOf.put(table, new Place(row.text("function_schema"), row.text("proname")));
    }

    /** Without any trigger, only the name of the function tells whose it was. */
    private Optional<InstalledCells> installed(Place table) {
        Place function =
                functionOf.getOrDefault(table, new Place(table.schema(), PlumbingNames.triggerFunction(table.name())));
        Optional<String> text = Optional.ofNullable(functionTexts.get(function));
        return text.flatMap(t -> parsed(table, t)).map(physical -> {
            ComputedTable logical =
                    searchable(physical).mapped(s -> names.directory(s).schemaName(), names::sql);
            ComputedTable seen = logical.withCells(logical.cells().stream()
                    .filter(c -> !PlumbingNames.isNext(c.column()))
                    .toList());
            return new InstalledCells(seen, seen, beside(table, logical), trouble(table, physical, text.get()));
        });
    }

    private Beside beside(Place table, ComputedTable computed) {
        Map<String, Optional<String>> comments = columns.getOrDefault(table, Map.of());
        return new Beside(
                computed.cells().stream()
                        .filter(c -> PlumbingNames.isNext(c.column()) && comments.containsKey(c.column()))
                        .toList(),
                comments.entrySet().stream()
                        .filter(c -> c.getValue().filter(Beside.FILLED::equals).isPresent())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                comments.keySet().stream().filter(c -> !PlumbingNames.isNext(c)).collect(Collectors.toSet()));
    }

    /** What is not as Plumb writes it computes nothing that Plumb could vouch for. */
    private static Optional<ComputedTable> parsed(Place table, String text) {
        try {
            return Optional.of(Plumbing.parse(table.schema(), table.name(), text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An index whose function somebody dropped: its vectors are right, but nobody finds them. */
    private ComputedTable searchable(ComputedTable physical) {
        Set<String> there = functions.getOrDefault(physical.schema(), Set.of());
        return physical.withCells(physical.cells().stream()
                .map(c -> c.embedding().isEmpty() || there.contains(PlumbingNames.search(c.column()))
                        ? c
                        : new Cell(c.column(), c.type(), c.formula(), c.onError()))
                .toList());
    }

    private Optional<String> trouble(Place table, ComputedTable physical, String text) {
        List<String> trouble = new ArrayList<>();
        Map<String, Character> present = triggers.getOrDefault(table, Map.of());
        for (String trigger : Plumbing.triggerNames(physical)) {
            char enabled = present.getOrDefault(trigger, ' ');
            if (enabled != 'O' && enabled != 'A') {
                trouble.add(
                        "the trigger " + trigger + (enabled == ' ' ? " is gone" : " does not fire for every client"));
            }
        }
        Set<String> there = functions.getOrDefault(table.schema(), Set.of());
        Set<String> forSearch = Plumbing.searchFunctionNames(physical);
        Plumbing.functionNames(physical).stream()
                .filter(f -> !there.contains(f) && !forSearch.contains(f))
                .sorted()
                .forEach(f -> trouble.add("the function " + f + " is gone"));
        if (physical.hasRowColumn() && !rowColumns.getOrDefault(table, false)) {
            trouble.add(
                    rowColumns.containsKey(table)
                            ? "the column " + RowColumn.NAME + " has no index"
                            : "the column " + RowColumn.NAME + " is gone");
        }
        if (!Plumbing.functionText(physical).equals(text)) {
            trouble.add("its trigger function is not the one that this version of Plumb writes");
        }
        return trouble.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", trouble));
    }
}
