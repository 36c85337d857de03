@NullMarked
package dev.plumb.environment.embedded;

import org.jspecify.annotations.NullMarked;
