package dev.plumb.runtime.apply;

import dev.plumb.plan.Change;
import dev.plumb.plan.Step;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.runtime.ledger.CellRecords;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is remembered of columns by their names, errors above all, in the transaction that renames or drops the columns. */
final class CellProgress {
    private final CellRecords records;
    private final ManagedProgress managed;
    private final Map<Address, Address> formerColumns;

    CellProgress(ApplyRequest request, ManagedProgress managed) {
        this.records = new CellRecords(request.schemas());
        this.managed = managed;
        this.formerColumns = request.plan().changes().stream()
                .filter(c -> c.address().kind() == ObjectKind.COLUMN
                        && c.formerAddress().isPresent())
                .collect(
                        Collectors.toMap(Change::address, c -> c.formerAddress().orElseThrow()));
    }

    /** After the steps of a group, in their transaction: in their order, so that a name is free before it is taken. */
    void follow(Connection connection, StepGroup group) throws SQLException {
        Set<Address> renamed = new LinkedHashSet<>();
        for (Step step : group.steps()) {
            step.addresses().stream().filter(formerColumns::containsKey).forEach(renamed::add);
        }
        for (Address column : renamed) {
            records.rename(
                    connection, formerColumns.getOrDefault(column, column).name(), column);
        }
        List<Address> removed = managed.removed(group);
        forget(connection, removed);
        if (removed.stream().anyMatch(a -> a.kind() == ObjectKind.TABLE)) {
            CellRecords.forgetGoneTables(connection);
        }
        if (group.steps().stream().map(Step::sql).anyMatch(Plumbing::isDefinedBy)) {
            records.know(connection);
        }
    }

    /** Columns, among other things, that were taken away. */
    void forget(Connection connection, Collection<Address> addresses) throws SQLException {
        records.forget(
                connection,
                addresses.stream()
                        .filter(a -> a.kind() == ObjectKind.COLUMN && !formerColumns.containsValue(a))
                        .toList());
    }
}
