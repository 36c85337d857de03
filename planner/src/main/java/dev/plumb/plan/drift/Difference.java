package dev.plumb.plan.drift;

import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;

/**
 * A thing that is not as declared, or that nobody declared.
 *
 * @param declared whether the files declare it
 * @param applied whether they did at the last apply; absent when nobody knows
 * @param live whether it is there
 * @param attributes in which it differs, when it is both declared and there; none where only the plan can say what differs
 */
public record Difference(
        Address address,
        Origin origin,
        boolean declared,
        Optional<Boolean> applied,
        boolean live,
        List<AttributeDifference> attributes) {
    public Difference {
        attributes = List.copyOf(attributes);
    }

    /**
     * One attribute, in words.
     *
     * @param applied absent when nobody knows
     */
    public record AttributeDifference(
            String name, String declared, Optional<String> applied, String live, Origin origin) {}
}
