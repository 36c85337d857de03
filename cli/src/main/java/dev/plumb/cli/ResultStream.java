package dev.plumb.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Standard output that remembers why it could not be written. A {@code PrintStream} only knows that it could not, and a
 * reader that has seen enough ({@code | head}) is no failure while a full disk is one.
 */
final class ResultStream extends OutputStream {
    private final OutputStream target;
    private String failure = "";

    ResultStream(OutputStream target) {
        this.target = new BufferedOutputStream(target);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            target.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        failure = String.valueOf(e.getMessage());
        return e;
    }

    /** True when something is missing that somebody waits for. */
    boolean isTruncated() {
        return !failure.isEmpty() && !failure.toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    String failure() {
        return failure;
    }
}
