package dev.plumb.environment.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hides secrets in text that people will read: known values, in whatever encoding a URL gives them, and what stands where a
 * password is written.
 *
 * @param values the secrets that are known
 */
public record Secrets(List<String> values) {
    /** What stands in place of a secret. */
    public static final String MASK = "****";

    // A shorter value would hide half of an ordinary sentence; the patterns below still hide it where it is a password.
    private static final int SHORTEST_HIDDEN_EVERYWHERE = 4;

    // Up to the last at sign, or to where a message has cut the URL off: rather too much than too little.
    private static final Pattern IN_AUTHORITY = Pattern.compile("(://[^:/@\\s?]*:)\\S*(?=@|…)");
    private static final Pattern AS_PARAMETER = Pattern.compile(
            "((?:password|passwd|sslpassword|pgpassword)\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|[^&\\s'\",;)]+)",
            Pattern.CASE_INSENSITIVE);

    public Secrets {
        values = values.stream()
                .filter(value -> !value.isEmpty())
                .flatMap(value ->
                        Stream.of(value, percentEncoded(value), URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public static Secrets none() {
        return new Secrets(List.of());
    }

    /** These secrets and more. */
    public Secrets and(Collection<String> more) {
        return new Secrets(Stream.concat(values.stream(), more.stream()).toList());
    }

    /** The text without secrets. */
    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            if (value.length() >= SHORTEST_HIDDEN_EVERYWHERE) {
                masked = masked.replace(value, MASK);
            }
        }
        masked = IN_AUTHORITY.matcher(masked).replaceAll("$1" + MASK);
        return AS_PARAMETER.matcher(masked).replaceAll("$1" + MASK);
    }

    /** As in the user part of a URL: every byte that is not unreserved. */
    static String percentEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public String toString() {
        return "Secrets[" + values.size() + "]";
    }
}
