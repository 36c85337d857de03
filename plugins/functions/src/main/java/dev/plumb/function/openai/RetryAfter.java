package dev.plumb.function.openai;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a server asks to wait: {@code Retry-After} in seconds or as a date, or OpenAI's finer {@code retry-after-ms}. */
final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** Nothing where the server says nothing, or nothing that can be read. */
    Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("retry-after-ms")
                .flatMap(value -> number(value, 1_000_000))
                .or(() -> headers.firstValue("Retry-After").flatMap(this::secondsOrDate));
    }

    private Optional<Duration> secondsOrDate(String value) {
        return number(value, 1_000_000_000).or(() -> date(value));
    }

    private static Optional<Duration> number(String value, long nanosOfUnit) {
        String number = value.strip();
        return NUMBER.matcher(number).matches()
                ? Optional.of(Duration.ofNanos((long) (Double.parseDouble(number) * nanosOfUnit)))
                : Optional.empty();
    }

    private Optional<Duration> date(String value) {
        try {
            ZonedDateTime until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
