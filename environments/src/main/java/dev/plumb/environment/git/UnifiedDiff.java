package dev.plumb.environment.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** What differs between two versions of a file, as {@code git diff} shows it. */
public final class UnifiedDiff {
    private UnifiedDiff() {}

    /**
     * The difference with three lines around each change; empty when there is none.
     *
     * @param path with forward slashes
     */
    public static String of(String path, String before, String after) {
        RawText from = new RawText(before.getBytes(StandardCharsets.UTF_8));
        RawText to = new RawText(after.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(new HistogramDiff().diff(RawTextComparator.DEFAULT, from, to), from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String hunks = out.toString(StandardCharsets.UTF_8);
        return hunks.isEmpty() ? "" : "--- a/" + path + "\n+++ b/" + path + "\n" + hunks;
    }
}
