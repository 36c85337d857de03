package dev.plumb.plan.drift;

import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that can differ of a thing.
 *
 * @param text of the value, for people; equal texts are equal values
 * @param taken the first thing with the value that the second one has
 */
record Attribute<T>(String name, Function<T, String> text, BiFunction<T, T, T> taken) {}
