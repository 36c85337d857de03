package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.Optional;

/** The comparison for a kind of object. Both states have the same kind, as it is part of the address. */
record ObjectPairing(Context context, Address address, Optional<SchemaObject> live, Optional<SchemaObject> desired)
        implements SchemaObjectVisitor<Comparison<?>> {

    Comparison<?> comparison() {
        return desired.or(() -> live).orElseThrow().accept(this);
    }

    @Override
    public Comparison<?> enumType(EnumType type) {
        return new EnumComparison(context, address, live.map(EnumType.class::cast), desired.map(EnumType.class::cast));
    }

    @Override
    public Comparison<?> domain(DomainType domain) {
        return new DomainComparison(
                context, address, live.map(DomainType.class::cast), desired.map(DomainType.class::cast));
    }

    @Override
    public Comparison<?> composite(CompositeType composite) {
        return new CompositeComparison(
                context, address, live.map(CompositeType.class::cast), desired.map(CompositeType.class::cast));
    }

    @Override
    public Comparison<?> sequence(Sequence sequence) {
        return new SequenceComparison(
                context, address, live.map(Sequence.class::cast), desired.map(Sequence.class::cast));
    }

    @Override
    public Comparison<?> table(Table table) {
        return new TableComparison(context, address, live.map(Table.class::cast), desired.map(Table.class::cast));
    }

    @Override
    public Comparison<?> view(View view) {
        return new ViewComparison(context, address, live.map(View.class::cast), desired.map(View.class::cast));
    }

    @Override
    public Comparison<?> materializedView(MaterializedView view) {
        return new MaterializedViewComparison(
                context, address, live.map(MaterializedView.class::cast), desired.map(MaterializedView.class::cast));
    }
}
