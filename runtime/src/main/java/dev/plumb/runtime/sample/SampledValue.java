package dev.plumb.runtime.sample;

import java.time.Duration;
import java.util.Optional;

/**
 * One cell.
 *
 * @param text as PostgreSQL writes the value; empty for null
 * @param failure why there is no value
 * @param time that computing it took; zero for what is stored
 */
public record SampledValue(String column, Optional<String> text, Optional<Failure> failure, Duration time) {
    static SampledValue stored(String column, Optional<String> text) {
        return new SampledValue(column, text, Optional.empty(), Duration.ZERO);
    }

    static SampledValue failed(String column, String type, String message, Duration time) {
        return new SampledValue(column, Optional.empty(), Optional.of(new Failure(type, message)), time);
    }

    /**
     * Why there is no value.
     *
     * @param type as in {@code plumb.cell_error}
     */
    public record Failure(String type, String message) {}
}
