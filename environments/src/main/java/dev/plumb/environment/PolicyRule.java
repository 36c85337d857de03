package dev.plumb.environment;

import dev.plumb.source.SourceLocation;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an environment's policy says of one class of changes or one hazard.
 *
 * @param subject the class or the code of the hazard as {@code plumb.yaml} writes it; whether there is such a one is for those
 *     to say who know plans
 */
public record PolicyRule(String subject, Decision decision, SourceLocation location) {
    /** From the most liberal to the strictest. */
    public enum Decision {
        ALLOW,
        APPROVE,
        DENY;

        /** As {@code plumb.yaml} writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Map<String, Decision> byWord() {
            return Stream.of(values()).collect(Collectors.toMap(Decision::word, Function.identity()));
        }
    }
}
