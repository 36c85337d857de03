package dev.plumb.plan.drift;

import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.SchemaObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Something that has an address, seen as a list of attributes. What has an address of its own is not an attribute of what it is in.
 *
 * @param <T> its record
 */
public final class Thing<T> {
    private final T value;
    private final Class<T> type;
    private final Function<T, Attributes<T>> attributesOf;

    Thing(T value, Class<T> type, Function<T, Attributes<T>> attributesOf) {
        this.value = value;
        this.type = type;
        this.attributesOf = attributesOf;
    }

    public static Thing<?> of(Directory directory) {
        return new Thing<>(directory, Directory.class, PartAttributes::directory);
    }

    public static Thing<?> of(SchemaObject object) {
        return object.accept(ObjectAttributes.INSTANCE);
    }

    public static Thing<Column> of(Column column) {
        return new Thing<>(column, Column.class, PartAttributes::column);
    }

    public static Thing<Index> of(Index index) {
        return new Thing<>(index, Index.class, PartAttributes::index);
    }

    public static Thing<?> of(Constraint constraint) {
        return constraint.accept(ConstraintAttributes.INSTANCE);
    }

    public T value() {
        return value;
    }

    /** The attributes that this or another one has, with their values here. */
    Map<String, String> texts(Thing<?> other) {
        Map<String, String> texts = new LinkedHashMap<>();
        attributes(other)
                .forEach((name, attribute) -> texts.put(name, attribute.text().apply(value)));
        return texts;
    }

    boolean isLike(Thing<?> other) {
        return texts(other).equals(other.texts(this));
    }

    /**
     * The same with some attributes as they are in another thing of the same kind.
     *
     * @throws ClassCastException when it is of another kind
     */
    public Thing<T> taking(Set<String> names, Thing<?> other) {
        T from = type.cast(other.value);
        T changed = value;
        for (Map.Entry<String, Attribute<T>> attribute : attributes(other).entrySet()) {
            if (names.contains(attribute.getKey())) {
                changed = attribute.getValue().taken().apply(changed, from);
            }
        }
        return new Thing<>(changed, type, attributesOf);
    }

    private Map<String, Attribute<T>> attributes(Thing<?> other) {
        Map<String, Attribute<T>> attributes = new LinkedHashMap<>();
        attributesOf.apply(value).all().forEach(a -> attributes.put(a.name(), a));
        attributesOf.apply(type.cast(other.value)).all().forEach(a -> attributes.putIfAbsent(a.name(), a));
        return attributes;
    }
}
