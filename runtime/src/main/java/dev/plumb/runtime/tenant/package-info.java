/**
 * Many namespaces of one database that the same files describe: what is known of all of them at once, which of them are alike, and in
 * which order they are applied to. Knows nothing of plans and how they are made.
 */
@NullMarked
package dev.plumb.runtime.tenant;

import org.jspecify.annotations.NullMarked;
