package dev.plumb.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One edit that a person makes to the files of {@code examples/library}.
 *
 * @param name also the name of its golden file
 */
record Edit(String name, List<Replacement> replacements) {
    Edit {
        replacements = List.copyOf(replacements);
    }

    /**
     * @param file below {@code schema/}; without a text before it is new, without any text left it is deleted
     * @param before whole lines that stand in the file once
     */
    record Replacement(String file, String before, String after) {}

    /** Those of {@code library-edits.txt}. */
    static List<Edit> library() throws IOException {
        return read("/acceptance/library-edits.txt");
    }

    /** Reads a resource that is written as the first lines of {@code library-edits.txt} say. */
    static List<Edit> read(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Edit.class.getResourceAsStream(resource))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<Edit> edits = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.startsWith("## ")) {
                    edits.add(new Edit(line.substring(3), List.of()));
                } else if (line.startsWith("file ")) {
                    int middle = i + lines.subList(i, lines.size()).indexOf("====");
                    int end = middle + lines.subList(middle, lines.size()).indexOf(">>>>");
                    Edit last = edits.remove(edits.size() - 1);
                    edits.add(last.with(new Replacement(
                            line.substring(5),
                            text(lines.subList(i + 2, middle)),
                            text(lines.subList(middle + 1, end)))));
                    i = end;
                }
            }
            return List.copyOf(edits);
        }
    }

    private static String text(List<String> lines) {
        return lines.stream().map(l -> l + "\n").collect(Collectors.joining());
    }

    private Edit with(Replacement replacement) {
        List<Replacement> more = new ArrayList<>(replacements);
        more.add(replacement);
        return new Edit(name, more);
    }

    /** Both of them. */
    Edit and(Edit other) {
        List<Replacement> all = new ArrayList<>(replacements);
        all.addAll(other.replacements);
        return new Edit(name + " and " + other.name, all);
    }

    void applyTo(Path project) throws IOException {
        for (Replacement r : replacements) {
            Path file = project.resolve("schema").resolve(r.file());
            if (r.before().isEmpty()) {
                Files.writeString(file, r.after());
                continue;
            }
            String text = Files.readString(file);
            int at = text.indexOf(r.before());
            if (at < 0 || text.indexOf(r.before(), at + 1) >= 0) {
                throw new IllegalStateException(name + ": not exactly once in " + r.file() + ":\n" + r.before());
            }
            String edited = text.replace(r.before(), r.after());
            if (edited.isBlank()) {
                Files.delete(file);
            } else {
                Files.writeString(file, edited);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
