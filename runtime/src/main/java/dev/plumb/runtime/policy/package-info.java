/**
 * Whether a plan may be applied to an environment: what its rules say of each change, what has been removed on purpose, and what
 * else has to be true. Asks the ledger and Git, decides, and changes nothing.
 */
@NullMarked
package dev.plumb.runtime.policy;

import org.jspecify.annotations.NullMarked;
