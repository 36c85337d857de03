package dev.plumb.dsl.sql;

import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Sequence;
import java.util.List;
import java.util.Optional;

/**
 * What the short form of a column stands for.
 *
 * @param constraints in the order written, all named
 * @param sequence the sequence that {@code serial} and its kin bring along
 */
public record ParsedColumn(Column column, List<Constraint> constraints, Optional<Sequence> sequence) {
    public ParsedColumn {
        constraints = List.copyOf(constraints);
    }
}
