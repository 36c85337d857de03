package dev.plumb.plan.graph;

import java.util.List;
import java.util.stream.Collectors;

/** Some nodes wait for each other, so that no order exists. Whoever drew the edges has a bug. */
public final class CycleException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** @param nodes the nodes that wait for each other, sorted */
    CycleException(List<?> nodes) {
        super("these wait for each other: "
                + nodes.stream().map(Object::toString).collect(Collectors.joining(", "))
                + "; this is a defect, please report it with the plan's input");
    }
}
