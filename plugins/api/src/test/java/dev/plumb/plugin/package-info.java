@NullMarked
package dev.plumb.plugin;

import org.jspecify.annotations.NullMarked;
