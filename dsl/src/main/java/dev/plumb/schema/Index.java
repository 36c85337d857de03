package dev.plumb.schema;

import java.util.List;
import java.util.Optional;

/**
 * An index of a table or materialized view that no constraint owns.
 *
 * @param method access method, {@code btree} unless said otherwise
 * @param elements SQL of each key: {@code created_at DESC NULLS LAST}, {@code lower(title) text_pattern_ops}
 * @param include columns carried along
 * @param nullsNotDistinct two nulls count as equal (PostgreSQL 15)
 * @param where SQL of the predicate
 * @param valid false for what a failed concurrent build left behind; always true in a spec
 */
public record Index(
        String name,
        String method,
        boolean unique,
        List<String> elements,
        List<String> include,
        boolean nullsNotDistinct,
        StorageParameters storageParameters,
        Optional<String> where,
        boolean valid,
        Optional<String> comment,
        Declaration declaration) {
    public Index {
        elements = List.copyOf(elements);
        include = List.copyOf(include);
    }

    public Index withName(String name) {
        return new Index(
                name,
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters,
                where,
                valid,
                comment,
                declaration);
    }

    /** The same kind of index over something else. */
    public Index over(String newName, List<String> newElements, List<String> newInclude, Optional<String> newWhere) {
        return new Index(
                newName,
                method,
                unique,
                newElements,
                newInclude,
                nullsNotDistinct,
                storageParameters,
                newWhere,
                valid,
                comment,
                declaration);
    }

    public Index withUnique(boolean unique) {
        return new Index(
                name,
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters,
                where,
                valid,
                comment,
                declaration);
    }

    public Index withNullsNotDistinct(boolean nullsNotDistinct) {
        return new Index(
                name,
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters,
                where,
                valid,
                comment,
                declaration);
    }

    public Index withValid(boolean valid) {
        return new Index(
                name,
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters,
                where,
                valid,
                comment,
                declaration);
    }

    public Index withComment(Optional<String> comment) {
        return new Index(
                name,
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters,
                where,
                valid,
                comment,
                declaration);
    }

    public Index withDeclaration(Declaration declaration) {
        return new Index(
                name,
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters,
                where,
                valid,
                comment,
                declaration);
    }
}
