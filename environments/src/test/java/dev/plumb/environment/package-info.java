@NullMarked
package dev.plumb.environment;

import org.jspecify.annotations.NullMarked;
