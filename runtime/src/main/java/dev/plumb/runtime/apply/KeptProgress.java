package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.KeptTable;
import dev.plumb.runtime.ledger.KeptTable.Leaving;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Removal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Remembers what a plan keeps of what it removes, in the transaction that takes it away. */
final class KeptProgress {
    private final ApplyRequest request;
    private final ManagedProgress managed;

    KeptProgress(ApplyRequest request, ManagedProgress managed) {
        this.request = request;
        this.managed = managed;
    }

    /** After the steps of a group, in their transaction. */
    void follow(Connection connection, long namespace, long run, StepGroup group) throws SQLException {
        List<Address> removed = managed.removed(group);
        Set<Address> tables =
                removed.stream().filter(a -> a.kind() == ObjectKind.TABLE).collect(Collectors.toSet());
        for (Address address : removed) {
            // The columns of a table are kept with it.
            Optional<Removal> removal =
                    tables.contains(table(address)) && address.part().isPresent() ? Optional.empty() : keeping(address);
            if (removal.isPresent()) {
                String schema = Objects.requireNonNull(request.schemas().get(address.directory()));
                new KeptTable(namespace)
                        .add(
                                connection,
                                run,
                                new Leaving(address, schema, removal.get().reason()));
            }
        }
    }

    private Optional<Removal> keeping(Address address) {
        return request.plan().removals().stream().filter(r -> r.keeps(address)).findFirst();
    }

    private static Address table(Address address) {
        return address.object()
                .map(o -> Address.of(ObjectKind.TABLE, address.directory(), o))
                .orElse(address);
    }
}
