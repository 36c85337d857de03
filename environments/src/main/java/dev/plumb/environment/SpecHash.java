package dev.plumb.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One number for everything that a spec is read from. Every part carries its length, so that no two specs share a text. */
final class SpecHash {
    private final MessageDigest digest;

    private SpecHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(String salt, List<String> external, List<SpecFile> files) {
        SpecHash hash = new SpecHash();
        hash.add(salt);
        hash.add(external.size() + " external");
        external.forEach(hash::add);
        for (SpecFile file : files) {
            hash.add(file.path());
            hash.add(bytes(file));
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private static byte[] bytes(SpecFile file) {
        try {
            return Files.readAllBytes(file.file());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file.file(), e);
        }
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
