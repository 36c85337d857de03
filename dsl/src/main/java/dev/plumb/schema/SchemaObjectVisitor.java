package dev.plumb.schema;

/**
 * One method for each kind of object in a directory, so that a new kind does not compile until everyone has an answer for
 * it.
 *
 * @param <R> the answer
 */
public interface SchemaObjectVisitor<R> {
    R enumType(EnumType type);

    R domain(DomainType domain);

    R composite(CompositeType composite);

    R sequence(Sequence sequence);

    R table(Table table);

    R view(View view);

    R materializedView(MaterializedView view);
}
