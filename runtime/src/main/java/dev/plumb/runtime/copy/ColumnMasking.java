package dev.plumb.runtime.copy;

import dev.plumb.source.SourceLocation;

/**
 * A mask that somebody asks for.
 *
 * @param address of the column
 * @param location where it is written
 */
public record ColumnMasking(String address, ColumnMask mask, SourceLocation location) {}
