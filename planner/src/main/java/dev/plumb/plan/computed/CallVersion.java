package dev.plumb.plan.computed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
        Optional<JsonNode> now = definition(present);
        Optional<JsonNode> then = definition(declared);
        boolean same = now.isPresent()
                && then.isPresent()
                && now.get().path("function").equals(then.get().path("function"))
                && !now.get().path(VERSION).equals(then.get().path(VERSION));
        if (!same || !(now.get() instanceof ObjectNode call)) {
            return present;
        }
        call.set(VERSION, then.get().path(VERSION));
        return new Cell(
                present.column(),
                present.type(),
                new Formula.Call(call.toString(), present.inputs()),
                present.onError());
    }

    private static Optional<JsonNode> definition(Cell cell) {
        return cell.formula().accept(new FormulaVisitor<>() {
            @Override
            public Optional<JsonNode> expression(Formula.Expression expression) {
                return Optional.empty();
            }

            @Override
            public Optional<JsonNode> call(Formula.Call call) {
                try {
                    return Optional.of(CellLines.JSON.readTree(call.definition()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException("a call is kept as JSON", e);
                }
            }
        });
    }
}
