package dev.plumb.plan.computed;

/**
 * One column of the key by which rows are told apart.
 *
 * @param type SQL, with physical names; its values must come back from their text, so no composite type and no array
 */
public record KeyColumn(String name, String type) {}
