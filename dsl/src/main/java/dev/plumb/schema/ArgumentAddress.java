package dev.plumb.schema;

/**
 * An argument in a spec.
 *
 * @param of the computed column or embedding index
 * @param parameter the parameter that it is for
 */
public record ArgumentAddress(Address of, String parameter) {}
