package dev.plumb.dsl.yaml;

import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionBoundsVisitor;
import java.util.Optional;

/** Adds the keys that say which rows a partition holds. */
final class BoundsWriter implements PartitionBoundsVisitor<OutMap> {
    private static final String DEFAULT = "default";

    private final OutMap out;

    BoundsWriter(OutMap out) {
        this.out = out;
    }

    /** The partition of all other rows needs no map when there is nothing else to say of it. */
    static YamlOut shortOrLong(OutMap partition) {
        return partition.hasOnly(DEFAULT) ? new YamlOut.Text(DEFAULT, false) : partition.toYaml(true);
    }

    @Override
    public OutMap range(PartitionBounds.Range range) {
        return out.put("from", OutMap.texts(range.from(), true)).put("to", OutMap.texts(range.to(), true));
    }

    @Override
    public OutMap in(PartitionBounds.In in) {
        return out.put("in", OutMap.texts(in.values(), true));
    }

    @Override
    public OutMap hash(PartitionBounds.Hash hash) {
        return out.number("modulus", Optional.of(hash.modulus())).number("remainder", Optional.of(hash.remainder()));
    }

    @Override
    public OutMap defaultRows(PartitionBounds.Default rest) {
        return out.flag(DEFAULT, true);
    }
}
