/**
 * What a project is made of: {@code plumb.yaml}, its environments and variables, the spec files and their hash, and the way
 * to an environment's database. It knows nothing about schemas.
 */
@NullMarked
package dev.plumb.environment;

import org.jspecify.annotations.NullMarked;
