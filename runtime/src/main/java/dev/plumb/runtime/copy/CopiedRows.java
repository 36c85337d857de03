package dev.plumb.runtime.copy;

import dev.plumb.schema.Address;

/** How many rows of a table were copied. */
public record CopiedRows(Address table, long rows) {}
