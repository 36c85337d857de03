package dev.plumb.plan.diff;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.ddl.TableDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** How a partition comes, goes and gets other bounds, so that the users of its parent wait as little as possible. */
final class PartitionChanges {
    private final Context context;
    private final Address address;
    private final DirectoryPath directory;
    private final TableDdl ddl;

    /** @param address of the table, which need not be a partition */
    PartitionChanges(Context context, Address address) {
        this.context = context;
        this.address = address;
        this.directory = address.directory();
        this.ddl = context.ddl().tables();
    }

    Details details(Table live, Table desired) {
        return new Details()
                .compare("partition by", key(live), key(desired))
                .compare("partition of", of(live, PartitionOf::parent), of(desired, PartitionOf::parent))
                .compare("bounds", of(live, p -> p.bounds().sql()), of(desired, p -> p.bounds()
                        .sql()))
                .compare("being detached", isDetaching(live), isDetaching(desired));
    }

    private static Optional<String> key(Table table) {
        return table.partitioning().key().map(Object::toString);
    }

    private static Optional<String> of(Table table, Function<PartitionOf, String> what) {
        return table.partitioning().of().map(what);
    }

    private static boolean isDetaching(Table table) {
        return table.partitioning().of().filter(PartitionOf::detaching).isPresent();
    }

    /** A partition of a table that is there is made apart: {@code create … partition of} would stop everybody. */
    List<Statement> creating(Table table) {
        Optional<Address> parent = parent(table).filter(context::isLiveTable);
        if (parent.isEmpty()) {
            return List.of(Statement.of(ddl.create(directory, table)));
        }
        return List.of(
                Statement.of(ddl.createApart(directory, table)),
                Statement.of(ddl.attach(directory, table), lockedByAttaching(parent.get(), table)));
    }

    /** The rows of a default partition are looked at, for those that belong elsewhere from now on. */
    private List<Address> lockedByAttaching(Address parent, Table table) {
        return defaultPartition(parent).filter(d -> !d.equals(table.address(directory))).stream()
                .flatMap(d -> context.lockable(d).stream())
                .toList();
    }

    List<Hazard> creationHazards(Table table) {
        List<Hazard> hazards = new ArrayList<>();
        parent(table).filter(context::isLiveTable).ifPresent(parent -> lockedByAttaching(parent, table)
                .forEach(d -> {
                    hazards.add(Hazards.scan(
                            d.toString(),
                            context.rowsInWords(d),
                            "rows of the new partition must not be in the default one"));
                    hazards.add(Hazards.mayFail(
                            "rows of " + d + " that belong into the new partition make it fail", Optional.empty()));
                }));
        return hazards;
    }

    /** Where there are rows it is detached first, without a lock that anybody feels; so that only its own users wait. */
    List<Statement> dropping(Table table) {
        Optional<Address> parent = parent(table).filter(context::isDesiredTable);
        String drop = context.ddl().objects().drop(address);
        Optional<Statement> detaching = parent.flatMap(p -> detachingOnline(table, p));
        List<Statement> statements = new ArrayList<>();
        detaching.ifPresent(statements::add);
        statements.add(Statement.of(
                drop,
                detaching.isEmpty() && parent.isPresent()
                        ? context.lockable(parent.get(), address)
                        : context.lockable(address)));
        return statements;
    }

    /** Into a schema of its own; a partition of what stays is one no longer. */
    List<Statement> keeping(Table table) {
        Optional<Address> parent = parent(table).filter(context::isDesiredTable);
        List<Statement> statements = new ArrayList<>();
        parent.ifPresent(p -> statements.add(detachingOnline(table, p)
                .orElseGet(() -> Statement.of(ddl.detach(directory, table), context.lockable(p, address)))));
        String schema = context.removedSchema(address);
        statements.add(Statement.of("create schema if not exists " + schema));
        statements.add(Statement.of(
                "alter table " + context.physicalName(address) + " set schema " + schema, context.lockable(address)));
        return statements;
    }

    /** What lets a partition go without a lock that the users of its parent feel; none is needed, or none is possible, without. */
    private Optional<Statement> detachingOnline(Table table, Address parent) {
        if (isDetaching(table)) {
            return Optional.of(finishing(table, parent));
        }
        return context.hasRows(parent) && defaultPartition(parent).isEmpty()
                ? Optional.of(Statement.alone(
                        ddl.detachConcurrently(directory, table),
                        ddl.detach(directory, table),
                        context.lockable(parent, address)))
                : Optional.empty();
    }

    /** Detaching concurrently is not possible beside a default partition. */
    Optional<Hazard> dropHazard(Table table) {
        return parent(table)
                .filter(context::isDesiredTable)
                .filter(context::hasRows)
                .filter(p -> defaultPartition(p).isPresent())
                .map(p -> Hazards.briefLock(p.toString()));
    }

    /** Out and in again, in one transaction; a table that is no partition yet comes in, and one that is to be none goes out. */
    List<Statement> moved(Table live, Table desired) {
        List<Statement> statements = new ArrayList<>();
        parent(live)
                .ifPresent(p -> statements.add(
                        isDetaching(live)
                                ? finishing(live, p)
                                : Statement.of(ddl.detach(directory, live), context.lockable(p, address))));
        parent(desired)
                .ifPresent(p ->
                        statements.add(Statement.of(ddl.attach(directory, desired), context.lockable(p, address))));
        return statements;
    }

    List<Hazard> moveHazards(Table live, Table desired) {
        List<Hazard> hazards = new ArrayList<>();
        Stream.of(live, desired)
                .flatMap(t -> parent(t).stream())
                .distinct()
                .filter(context::hasRows)
                .forEach(p -> hazards.add(Hazards.briefLock(p.toString())));
        if (parent(desired).isPresent() && context.hasRows(address)) {
            hazards.add(Hazards.scan(
                    address.toString(), context.rowsInWords(address), "its rows are checked against the new bounds"));
            hazards.add(Hazards.mayFail(
                    "rows of " + address + " outside of the new bounds make it fail", Optional.empty()));
        }
        return hazards;
    }

    private Statement finishing(Table live, Address parent) {
        return Statement.alone(
                ddl.finishDetaching(directory, live), ddl.detach(directory, live), context.lockable(parent, address));
    }

    private Optional<Address> parent(Table table) {
        return table.partitioning().of().map(p -> Address.of(ObjectKind.TABLE, directory, p.parent()));
    }

    private Optional<Address> defaultPartition(Address parent) {
        return context.livePartitions(parent).stream()
                .filter(p -> p.partitioning()
                        .of()
                        .filter(o -> o.bounds() instanceof PartitionBounds.Default)
                        .isPresent())
                .map(p -> p.address(directory))
                .findFirst();
    }
}
