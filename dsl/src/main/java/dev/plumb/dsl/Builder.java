package dev.plumb.dsl;

import dev.plumb.dsl.sql.ColumnTextException;
import dev.plumb.source.SourceLocation;
import java.util.function.Supplier;

/** What all builders are: parts of one recording. */
public abstract class Builder {
    private final Recording recording;

    Builder(Recording recording) {
        this.recording = recording;
    }

    final Recording recording() {
        return recording;
    }

    final SourceLocation here() {
        return recording.here();
    }

    /** The parsed text, or what to go on with after its problem was noted. */
    final <T> T parsed(SourceLocation location, String what, Supplier<T> parser, T otherwise) {
        try {
            return parser.get();
        } catch (ColumnTextException e) {
            recording.problems().report(location, what + ": " + e.getMessage(), e.remedy());
            return otherwise;
        }
    }
}
