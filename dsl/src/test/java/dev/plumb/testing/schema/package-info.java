/** Random schemas for laws: the same seed gives the same schema. Other modules use it through dsl's test-jar. */
@NullMarked
package dev.plumb.testing.schema;

import org.jspecify.annotations.NullMarked;
