@NullMarked
package dev.plumb.runtime.apply;

import org.jspecify.annotations.NullMarked;
