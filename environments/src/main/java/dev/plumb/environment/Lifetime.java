package dev.plumb.environment;

import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as {@code plumb.yaml} writes it: {@code 30m}, {@code 12h}, {@code 7d}, {@code 4w}. */
final class Lifetime {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smhdw])");

    private Lifetime() {}

    static Optional<Duration> read(YamlMap map, String key) {
        Optional<YamlScalar> text = map.scalar(key);
        Optional<Duration> duration = text.map(YamlScalar::text).flatMap(Lifetime::parse);
        if (text.isPresent() && duration.isEmpty()) {
            text.get().reportExpected("'" + key + "'", "a time such as 12h, 7d or 4w");
        }
        return duration;
    }

    static Optional<Duration> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofDays(7 * number);
                });
    }
}
