package dev.plumb.cli;

import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Schema;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The files of a project that declares what was found in a database. */
final class InspectedProject {
    private static final String PLUMB_YAML = """
            # Written by plumb inspect from a live database.
            environments:
              live:
                database: "${DATABASE_URL}"
                namespace: ""
            """;

    private static final String GITIGNORE = ".plumb/\n.env\n";

    private InspectedProject() {}

    /** The content of the files by path relative to the project. */
    static Map<Path, String> files(Schema schema) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of("plumb.yaml"), PLUMB_YAML);
        Set<String> taken = new HashSet<>();
        for (Directory directory : schema.directories()) {
            String name = fileName(directory.path().schemaName(), taken);
            files.put(Path.of("schema", name + ".yaml"), SpecWriter.write(directory));
        }
        files.put(Path.of(".gitignore"), GITIGNORE);
        return files;
    }

    /** The schema's name, as far as every file system can hold it; two names never share a file. */
    private static String fileName(String schemaName, Set<String> taken) {
        String plain = schemaName.replaceAll("[^\\p{L}\\p{N}_-]", "_");
        String name = plain;
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = plain + "-" + i;
        }
        return name;
    }
}
