/** What the tests of every module share: real servers. */
@NullMarked
package dev.plumb.testing;

import org.jspecify.annotations.NullMarked;
