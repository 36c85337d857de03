package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;

/** Sequences. */
public final class SequenceDdl {
    private final SqlText text;

    SequenceDdl(SqlText text) {
        this.text = text;
    }

    /** Without {@code owned by}: the owning table may need the sequence first. */
    public String create(DirectoryPath directory, Sequence sequence) {
        List<String> parts = new ArrayList<>();
        parts.add("create sequence " + text.name(directory, sequence.name()));
        parts.add("as " + sequence.dataType());
        parts.addAll(SequenceOptionsSql.definition(sequence.options()));
        return String.join(" ", parts);
    }

    /**
     * Data type and options, in one statement.
     *
     * @throws IllegalArgumentException when neither differs
     */
    public String alter(DirectoryPath directory, Sequence from, Sequence to) {
        List<String> parts = new ArrayList<>();
        SequenceOptions present = from.options();
        if (!from.dataType().equals(to.dataType())) {
            parts.add("as " + to.dataType());
        }
        parts.addAll(SequenceOptionsSql.changes(present, to.options()));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing differs in sequence " + to.name());
        }
        return "alter sequence " + text.name(directory, to.name()) + " " + String.join(" ", parts);
    }

    /** As the record says; a sequence without an owner is {@code owned by none}. */
    public String ownedBy(DirectoryPath directory, Sequence sequence) {
        return "alter sequence " + text.name(directory, sequence.name()) + " owned by "
                + sequence.ownedBy()
                        .map(o -> text.name(directory, o.table()) + "." + SqlNames.quote(o.column()))
                        .orElse("none");
    }
}
