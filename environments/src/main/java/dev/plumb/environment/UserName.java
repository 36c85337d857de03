package dev.plumb.environment;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Who works here, as it may stand in the name of a schema. */
final class UserName {
    private static final List<String> VARIABLES = List.of("USER", "LOGNAME", "USERNAME");

    private UserName() {}

    static String of(Map<String, String> processEnvironment) {
        String name = VARIABLES.stream()
                .map(processEnvironment::get)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(System.getProperty("user.name")))
                .orElse("user");
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_]", "_");
    }
}
