package dev.plumb.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote beside this class. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        try (InputStream version = Version.class.getResourceAsStream("version.txt")) {
            return new String[] {
                "plumb " + new String(Objects.requireNonNull(version).readAllBytes(), StandardCharsets.UTF_8).strip()
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
