package dev.plumb.dsl;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of the partitioned table of {@link EveryFeature}. */
final class PartitionedRecords {
    private PartitionedRecords() {}

    static List<Table> events() {
        PartitionKey byRange = new PartitionKey(PartitionStrategy.RANGE, List.of("at", "lower(region)"));
        Table events = table("events", Optional.empty(), Partitioning.by(byRange))
                .withColumns(List.of(column("at", "date", true), column("region", "text", false)));
        Table old = new Table(
                        "events_old",
                        List.of(),
                        List.of(new CheckConstraint(
                                "old", "at is not null", false, true, Optional.empty(), Declaration.NONE)),
                        List.of(new Index(
                                "events_old_at",
                                "btree",
                                false,
                                List.of("at"),
                                List.of(),
                                false,
                                StorageParameters.NONE,
                                Optional.empty(),
                                true,
                                Optional.empty(),
                                Declaration.NONE)),
                        true,
                        new StorageParameters(Map.of("fillfactor", "100")),
                        Optional.empty(),
                        new Declaration(List.of(), IfExists.UPDATE, true))
                .withPartitioning(of(
                        "events",
                        new PartitionBounds.Range(List.of("minvalue", "minvalue"), List.of("'2026-01-01'", "'a'")),
                        Optional.empty()));
        return List.of(
                events,
                old,
                table(
                        "events_2026",
                        Optional.empty(),
                        of(
                                "events",
                                new PartitionBounds.Range(
                                        List.of("'2026-01-01'", "'a'"), List.of("maxvalue", "maxvalue")),
                                Optional.of(new PartitionKey(PartitionStrategy.LIST, List.of("region"))))),
                table(
                        "events_eu",
                        Optional.of("Europe"),
                        of("events_2026", new PartitionBounds.In(List.of("'eu'", "null")), Optional.empty())),
                table(
                        "events_other",
                        Optional.empty(),
                        of(
                                "events_2026",
                                new PartitionBounds.Default(),
                                Optional.of(new PartitionKey(PartitionStrategy.HASH, List.of("at"))))),
                table(
                        "events_other_0",
                        Optional.empty(),
                        of("events_other", new PartitionBounds.Hash(2, 0), Optional.empty())));
    }

    private static Partitioning of(String parent, PartitionBounds bounds, Optional<PartitionKey> key) {
        return new Partitioning(key, Optional.of(new PartitionOf(parent, bounds)));
    }

    private static Table table(String name, Optional<String> comment, Partitioning partitioning) {
        return new Table(
                        name, List.of(), List.of(), List.of(), false, StorageParameters.NONE, comment, Declaration.NONE)
                .withPartitioning(partitioning);
    }

    private static Column column(String name, String type, boolean notNull) {
        return new Column(name, type, notNull, Optional.empty(), ColumnValue.NONE, Optional.empty(), Declaration.NONE);
    }
}
