package dev.plumb.plan.drift;

import dev.plumb.plan.diff.ValueText;
import dev.plumb.schema.Column;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.StorageParameters;
import java.util.List;
import java.util.Optional;

/** Attributes of directories, columns and indexes. */
final class PartAttributes {
    private PartAttributes() {}

    static Attributes<Directory> directory(Directory directory) {
        return new Attributes<Directory>()
                .comment(Directory::comment, (d, v) -> new Directory(d.path(), d.objects(), v, d.declaration()));
    }

    static Attributes<Column> column(Column column) {
        return new Attributes<Column>()
                .text("type", Column::type, Column::withType)
                .text("collation", Column::collation, Attributes.NONE, Column::withCollation)
                .add("null", Column::notNull, PartAttributes::nullability, Column::withNotNull)
                .add("value", Column::value, ValueText::of, Column::withValue)
                .comment(Column::comment, Column::withComment);
    }

    static String nullability(boolean notNull) {
        return notNull ? "not allowed" : "allowed";
    }

    static Attributes<Index> index(Index index) {
        return new Attributes<Index>()
                .text("method", Index::method, (i, v) -> key(i, v, i.unique(), i.elements(), i.include()))
                .flag("unique", Index::unique, (i, v) -> key(i, i.method(), v, i.elements(), i.include()))
                .texts("on", Index::elements, (i, v) -> key(i, i.method(), i.unique(), v, i.include()))
                .names("include", Index::include, (i, v) -> key(i, i.method(), i.unique(), i.elements(), v))
                .flag(
                        "nulls not distinct",
                        Index::nullsNotDistinct,
                        (i, v) -> rest(i, v, i.storageParameters(), i.where(), i.comment()))
                .text(
                        "where",
                        Index::where,
                        Attributes.NONE,
                        (i, v) -> rest(i, i.nullsNotDistinct(), i.storageParameters(), v, i.comment()))
                .parameters(
                        index,
                        Index::storageParameters,
                        (i, v) -> rest(i, i.nullsNotDistinct(), v, i.where(), i.comment()))
                .comment(Index::comment, (i, v) -> rest(i, i.nullsNotDistinct(), i.storageParameters(), i.where(), v));
    }

    private static Index key(Index of, String method, boolean unique, List<String> elements, List<String> include) {
        return new Index(
                of.name(),
                method,
                unique,
                elements,
                include,
                of.nullsNotDistinct(),
                of.storageParameters(),
                of.where(),
                of.valid(),
                of.comment(),
                of.declaration());
    }

    private static Index rest(
            Index of,
            boolean nullsNotDistinct,
            StorageParameters parameters,
            Optional<String> where,
            Optional<String> comment) {
        return new Index(
                of.name(),
                of.method(),
                of.unique(),
                of.elements(),
                of.include(),
                nullsNotDistinct,
                parameters,
                where,
                of.valid(),
                comment,
                of.declaration());
    }
}
