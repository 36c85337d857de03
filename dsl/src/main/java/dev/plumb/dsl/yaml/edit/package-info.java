/**
 * Changes the YAML files of a spec as a careful person would: only the characters that have to change, in the style of what stands
 * around them. Every change is proved by reading the file again. Knows no database, and writes no files.
 */
@NullMarked
package dev.plumb.dsl.yaml.edit;

import org.jspecify.annotations.NullMarked;
