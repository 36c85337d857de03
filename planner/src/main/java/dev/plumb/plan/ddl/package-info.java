/**
 * The SQL of every object of the model: logical records in, one physical statement out, without a closing semicolon. Pure
 * text; whether, when and in which order a statement runs is decided elsewhere. Nothing here is ever dropped with {@code
 * cascade}.
 */
@NullMarked
package dev.plumb.plan.ddl;

import org.jspecify.annotations.NullMarked;
