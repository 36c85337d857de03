/**
 * What a project is made of: {@code plumb.yaml}, environments and their databases, variables, the embedded server, files and
 * their Git state. It knows nothing about schemas.
 */
@NullMarked
package dev.plumb.environment;

import org.jspecify.annotations.NullMarked;
