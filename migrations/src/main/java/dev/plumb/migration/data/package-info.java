/**
 * Data migrations as people write them: what they say about themselves, and what they may not do. Nothing runs here.
 */
@NullMarked
package dev.plumb.migration.data;

import org.jspecify.annotations.NullMarked;
