package dev.plumb.environment;

import dev.plumb.source.SourceLocation;
import java.util.Optional;

/**
 * What a variable stands for in one environment.
 *
 * @param location of the value in {@code plumb.yaml}, if it stands there
 * @param declared whether {@code plumb.yaml} names it under {@code variables:}
 * @param secret whether it is never shown
 */
public record VariableValue(
        String name, String text, Origin origin, Optional<SourceLocation> location, boolean declared, boolean secret) {
    @Override
    public String toString() {
        return name + " from " + origin.shown();
    }
}
