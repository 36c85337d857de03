package dev.plumb.schema;

/** How the distance of two vectors is measured. */
public enum Metric {
    /** One less the cosine of the angle between them. The default. */
    COSINE("cosine"),
    /** The straight line. */
    L2("l2"),
    /** The inner product, negated. */
    INNER_PRODUCT("ip");

    private final String keyword;

    Metric(String keyword) {
        this.keyword = keyword;
    }

    /** The word in the spec. */
    public String keyword() {
        return keyword;
    }
}
