package dev.plumb.environment.database;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What both libpq and the JDBC driver let a URL say about a connection, and how each of them says it. */
enum ConnectionParameter {
    APPLICATION_NAME("application_name", "ApplicationName"),
    CHANNEL_BINDING("channel_binding", "channelBinding", "disable", "prefer", "require"),
    CONNECT_TIMEOUT("connect_timeout", "connectTimeout"),
    GSSENCMODE("gssencmode", "gssEncMode", "disable", "prefer", "require"),
    KEEPALIVES("keepalives", "tcpKeepAlive", Map.of("0", "false", "1", "true")),
    KRBSRVNAME("krbsrvname", "kerberosServerName"),
    LOAD_BALANCE_HOSTS("load_balance_hosts", "loadBalanceHosts", Map.of("disable", "false", "random", "true")),
    OPTIONS("options", "options"),
    REQUIRE_AUTH("require_auth", "requireAuth"),
    SSLCERT("sslcert", "sslcert"),
    SSLKEY("sslkey", "sslkey"),
    SSLMODE("sslmode", "sslmode", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
    SSLNEGOTIATION("sslnegotiation", "sslNegotiation", "postgres", "direct"),
    SSLPASSWORD("sslpassword", "sslpassword"),
    SSLROOTCERT("sslrootcert", "sslrootcert"),
    TARGET_SESSION_ATTRS(
            "target_session_attrs",
            "targetServerType",
            Map.of(
                    "any", "any",
                    "read-write", "primary",
                    "primary", "primary",
                    "read-only", "secondary",
                    "standby", "secondary",
                    "prefer-standby", "preferSecondary"));

    private final String libpq;
    private final String jdbc;

    @SuppressWarnings("ImmutableEnumChecker") // copied by the constructor, so it cannot change
    private final Map<String, String> jdbcValues;

    ConnectionParameter(String libpq, String jdbc, String... values) {
        this(libpq, jdbc, Arrays.stream(values).collect(Collectors.toMap(v -> v, v -> v)));
    }

    ConnectionParameter(String libpq, String jdbc, Map<String, String> jdbcValues) {
        this.libpq = libpq;
        this.jdbc = jdbc;
        this.jdbcValues = Map.copyOf(jdbcValues);
    }

    static Optional<ConnectionParameter> ofLibpq(String name) {
        return Arrays.stream(values()).filter(p -> p.libpq.equals(name)).findFirst();
    }

    static Optional<ConnectionParameter> ofJdbc(String name) {
        return Arrays.stream(values()).filter(p -> p.jdbc.equals(name)).findFirst();
    }

    static List<String> libpqNames() {
        return Arrays.stream(values()).map(p -> p.libpq).toList();
    }

    String libpq() {
        return libpq;
    }

    String jdbc() {
        return jdbc;
    }

    /** The value as libpq takes it, as JDBC says it; the values that there are, if this one is not among them. */
    String jdbcValue(String libpqValue) {
        if (jdbcValues.isEmpty()) {
            return libpqValue;
        }
        return Optional.ofNullable(jdbcValues.get(libpqValue))
                .orElseThrow(() -> new InvalidUrlException(
                        libpq + " cannot be '" + libpqValue + "'",
                        "it is one of " + jdbcValues.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }

    /** The value as JDBC says it, as libpq takes it, if libpq has one like it. */
    Optional<String> libpqValue(String jdbcValue) {
        return jdbcValues.isEmpty()
                ? Optional.of(jdbcValue)
                : jdbcValues.entrySet().stream()
                        .filter(e -> e.getValue().equals(jdbcValue))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst();
    }
}
