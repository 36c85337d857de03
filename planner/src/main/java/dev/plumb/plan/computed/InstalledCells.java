package dev.plumb.plan.computed;

import java.util.Optional;

/**
 * What keeps the cells of a live table right.
 *
 * @param installed as its functions say: with the names that the table and its columns had then
 * @param current the same under present names
 * @param trouble what is wrong with it, so that the cells cannot be trusted: a trigger that is disabled, gone, or changed by hand
 */
public record InstalledCells(ComputedTable installed, ComputedTable current, Optional<String> trouble) {}
