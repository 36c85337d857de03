package dev.plumb.runtime.copy;

/**
 * A column whose values are not copied as they are.
 *
 * @param form what it takes
 * @param notNull whether it may not be null
 * @param unique whether it is part of a key or of anything else that is unique
 */
public record MaskedColumn(TextForm form, boolean notNull, boolean unique) {}
