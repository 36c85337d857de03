package dev.plumb.schema;

import java.util.Arrays;
import java.util.Optional;

/** How the distance of two vectors is measured. Less is nearer. */
public enum Metric {
    /** One less the cosine of the angle between them. The default. */
    COSINE("cosine", "<=>", "vector_cosine_ops"),
    /** The straight line. */
    L2("l2", "<->", "vector_l2_ops"),
    /** The inner product, negated. */
    INNER_PRODUCT("ip", "<#>", "vector_ip_ops");

    private final String keyword;
    private final String operator;
    private final String operatorClass;

    Metric(String keyword, String operator, String operatorClass) {
        this.keyword = keyword;
        this.operator = operator;
        this.operatorClass = operatorClass;
    }

    public static Optional<Metric> of(String keyword) {
        return Arrays.stream(values()).filter(m -> m.keyword.equals(keyword)).findFirst();
    }

    /** The word in the spec. */
    public String keyword() {
        return keyword;
    }

    /** Of pgvector. */
    public String operator() {
        return operator;
    }

    /** Of pgvector, for an index that finds the nearest. */
    public String operatorClass() {
        return operatorClass;
    }
}
