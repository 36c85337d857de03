package dev.plumb.plan.computed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Only one version of a function is at hand at a time. */
public final class CallVersion {
    private static final String VERSION = "version";

    private CallVersion() {}

    /**
     * A cell as it can be kept right from now on: where another version of the function that it calls is declared, what changes
     * in the meantime is computed by that version, since nobody has the former one any more.
     *
     * @param present as it is installed
     * @param declared as it is to be
     */
    public static Cell atHand(Cell present, Cell declared) {
        Optional<ObjectNode> now = definition(present);
        Optional<ObjectNode> then = definition(declared);
        boolean same = now.isPresent()
                && then.isPresent()
                && now.get().path("function").equals(then.get().path("function"))
                && !now.get().path(VERSION).equals(then.get().path(VERSION));
        if (!same) {
            return present;
        }
        ObjectNode call = now.get();
        call.set(VERSION, then.get().path(VERSION));
        return new Cell(
                present.column(),
                present.type(),
                new Formula.Call(call.toString(), present.inputs()),
                present.onError());
    }

    /** A copy; nothing for an expression. */
    static Optional<ObjectNode> definition(Cell cell) {
        return cell.formula().accept(new FormulaVisitor<>() {
            @Override
            public Optional<ObjectNode> expression(Formula.Expression expression) {
                return Optional.empty();
            }

            @Override
            public Optional<ObjectNode> call(Formula.Call call) {
                try {
                    return Optional.of((ObjectNode) CellLines.JSON.readTree(call.definition()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("a call is kept as JSON", e);
                }
            }
        });
    }
}
