/** Tests of many namespaces that are looked at together. */
@NullMarked
package dev.plumb.runtime.tenant;

import org.jspecify.annotations.NullMarked;
