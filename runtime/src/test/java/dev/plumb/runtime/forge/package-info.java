@NullMarked
package dev.plumb.runtime.forge;

import org.jspecify.annotations.NullMarked;
