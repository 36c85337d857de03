package dev.plumb.plan.computed;

import dev.plumb.schema.Metric;

/**
 * What an embedding index is about beside its vectors.
 *
 * @param dimensions numbers per vector
 */
public record Embedding(Metric metric, int dimensions) {}
