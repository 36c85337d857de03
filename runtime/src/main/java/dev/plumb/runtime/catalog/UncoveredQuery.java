package dev.plumb.runtime.catalog;

import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything of the user's in the schemas that the model does not cover. */
final class UncoveredQuery {
    private static final String SCOPE = """
            with ns as materialized (select n.oid, n.nspname from pg_namespace n where n.oid = any(?)),
            rel as materialized (
                select c.*, ns.nspname, %s as covered from pg_class c join ns on ns.oid = c.relnamespace where %s
            )""";

    private UncoveredQuery() {}

    static List<UncoveredObject> run(Catalog catalog, AddressReader addresses, Map<Address, InstalledCells> computed)
            throws SQLException {
        Set<Address> search = new HashSet<>();
        computed.forEach((table, cells) -> Plumbing.searchSignatures(cells.installed())
                .forEach(s -> search.add(Address.of(ObjectKind.OTHER, table.directory(), s))));
        String sql = SCOPE.formatted(RelationQuery.covered(), Extensions.notMember("pg_class", "c.oid"))
                + " select nspname, object, part, kind, arguments from ("
                + String.join("\nunion all\n", UncoveredParts.all(catalog.version()))
                + ") uncovered";
        List<UncoveredObject> uncovered = new ArrayList<>();
        catalog.forEach(
                sql,
                row -> uncovered.add(new UncoveredObject(
                        addresses.other(
                                row.text("nspname"),
                                row.text("object"),
                                row.optionalTexts("arguments"),
                                row.optionalText("part")),
                        row.text("kind"))));
        return uncovered.stream()
                .filter(u -> !isPlumbing(u) && !search.contains(u.address()))
                .sorted()
                .distinct()
                .toList();
    }

    private static boolean isPlumbing(UncoveredObject object) {
        Address address = object.address();
        return address.part().isPresent()
                ? PlumbingNames.isTrigger(address.name()) || PlumbingNames.isColumn(address.name())
                : PlumbingNames.isFunction(address.name());
    }
}
