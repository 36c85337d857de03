package dev.plumb.environment.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/** Where libpq verifies more than the JDBC driver does for the same parameters. */
final class LibpqTls {
    private LibpqTls() {}

    /** Adds what makes the driver as strict as libpq. */
    static void complete(SortedMap<String, String> properties) {
        String mode = properties.getOrDefault("sslmode", "prefer");
        if ("system".equals(properties.get("sslrootcert"))) {
            if (properties.containsKey("sslmode") && !mode.equals("verify-full")) {
                throw new InvalidUrlException(
                        "sslrootcert=system goes with sslmode=verify-full only, not with " + mode, "leave sslmode out");
            }
            properties.remove("sslrootcert");
            properties.put("sslmode", "verify-full");
            properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else if (mode.equals("require") && rootCertificateExists(properties)) {
            // libpq: a root certificate that is there makes "require" mean "verify-ca".
            properties.put("sslmode", "verify-ca");
        }
    }

    private static boolean rootCertificateExists(SortedMap<String, String> properties) {
        return properties.containsKey("sslrootcert")
                || Files.exists(Path.of(System.getProperty("user.home"), ".postgresql", "root.crt"));
    }
}
