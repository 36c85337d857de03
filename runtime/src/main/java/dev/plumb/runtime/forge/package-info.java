/**
 * The places where people review changes, GitHub and GitLab, as far as a comment goes. Speaks to their REST interfaces and to nothing
 * else; knows nothing of plans or databases.
 */
@NullMarked
package dev.plumb.runtime.forge;

import org.jspecify.annotations.NullMarked;
