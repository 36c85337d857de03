/** Stand-ins, normal forms and proofs on real servers. */
@NullMarked
package dev.plumb.runtime.canonical;

import org.jspecify.annotations.NullMarked;
