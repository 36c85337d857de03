package dev.plumb.plan.rename;

import dev.plumb.schema.Address;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Things of one kind in one place, whose names must differ.
 *
 * @param declared hints, newest first, by name; an empty list for what has none
 * @param live names that exist
 * @param managed those of the live names that are managed
 * @param placeManaged whether the place exists and is managed, so that a hint must match something
 * @param addresses of the declared, for messages
 */
record Siblings(
        Map<String, List<String>> declared,
        Set<String> live,
        Set<String> managed,
        boolean placeManaged,
        Map<String, Address> addresses) {}
