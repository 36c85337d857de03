package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.computed.Cell;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import dev.plumb.schema.VectorStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the embedding indexes of a spec are kept on a server. One that is there stays as it is, so that installing pgvector rewrites
 * nothing by itself; a new one is kept as well as the server can.
 */
final class VectorStores {
    private static final String SUPPORT = "select exists (select from pg_catalog.pg_am where amname = ?)";

    private final Connection connection;
    private final CatalogState live;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param connection in no transaction
     * @param live before any rename
     */
    VectorStores(Connection connection, CatalogState live) {
        this.connection = connection;
        this.live = live;
    }

    Spec in(Spec spec) throws SQLException {
        Schema schema = spec.schema();
        boolean embeds = schema.directories().stream()
                .flatMap(d -> d.objects(Table.class))
                .anyMatch(t -> !t.embeddings().isEmpty());
        if (!embeds) {
            return spec;
        }
        VectorStore best = isSupported() ? VectorStore.PGVECTOR : VectorStore.ARRAY;
        List<Directory> directories = new ArrayList<>();
        for (Directory directory : schema.directories()) {
            Set<DirectoryPath> paths = new HashSet<>(PlannedDirectories.formerPaths(directory.path(), schema));
            paths.add(directory.path());
            directories.add(directory.withObjects(directory.objects().stream()
                    .map(o -> o instanceof Table table ? stored(table, paths, best) : o)
                    .toList()));
            note(directories.get(directories.size() - 1), best);
        }
        return new Spec(new Schema(directories), spec.locations(), spec.arguments());
    }

    private void note(Directory directory, VectorStore best) {
        directory.objects(Table.class).forEach(table -> table.embeddings().stream()
                .filter(e -> e.store() != best)
                .map(e -> table.address(directory.path()).child(ObjectKind.INDEX, e.name()))
                .forEach(index -> notes.add(index + " keeps its vectors in arrays, though pgvector is installed now;"
                        + " to move it, declare it under another name")));
    }

    /** What people may want to know about the indexes that were looked at. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private boolean isSupported() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUPPORT)) {
            statement.setString(1, VectorStore.HNSW);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Table stored(Table table, Set<DirectoryPath> directories, VectorStore best) {
        return table.withEmbeddings(table.embeddings().stream()
                .map(e -> e.withStore(present(table, e, directories).orElse(best)))
                .toList());
    }

    /** Under a name that it or its table has or had. */
    private Optional<VectorStore> present(Table table, EmbeddingIndex index, Set<DirectoryPath> directories) {
        Set<String> tables = names(table.name(), table.declaration());
        Set<String> columns = names(index.name(), index.declaration());
        return live.computed().entrySet().stream()
                .filter(e -> directories.contains(e.getKey().directory()) && tables.contains(name(e.getKey())))
                .flatMap(e -> e.getValue().current().cells().stream())
                .filter(c -> c.embedding().isPresent() && columns.contains(c.column()))
                .findFirst()
                .map(VectorStores::store);
    }

    private static VectorStore store(Cell cell) {
        return cell.type().endsWith("[]") ? VectorStore.ARRAY : VectorStore.PGVECTOR;
    }

    private static String name(Address table) {
        return table.object().orElseThrow();
    }

    private static Set<String> names(String name, Declaration declaration) {
        Set<String> names = new HashSet<>(declaration.renamedFrom());
        names.add(name);
        return names;
    }
}
