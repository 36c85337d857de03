package dev.plumb.schema;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the files say, as far as it could be read.
 *
 * @param spec everything that was understood
 * @param problems empty when all is well; in the order of the files
 * @param complete true when every declared name is in the spec, so that a name that leads nowhere is a mistake in the files
 *     and not a consequence of another problem
 */
public record SpecReading(Spec spec, List<Problem> problems, boolean complete) {
    public SpecReading {
        problems = List.copyOf(problems);
    }

    /** Both readings as one, the other's problems after this one's. */
    public SpecReading and(SpecReading other) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new SpecReading(spec.and(other.spec), all, complete && other.complete);
    }

    /**
     * The spec when it has no problems.
     *
     * @throws SpecException with all of them
     */
    public Spec orThrow() {
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return spec;
    }
}
