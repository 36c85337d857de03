package dev.plumb.environment;

/**
 * An environment as far as its database goes, whichever of its tenants is meant.
 *
 * @param name of the environment
 */
public record Site(String name, DatabaseTarget target) {}
