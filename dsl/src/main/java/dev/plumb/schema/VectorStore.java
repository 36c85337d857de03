package dev.plumb.schema;

import java.util.Optional;

/** How a server keeps the vectors of an embedding index. */
public enum VectorStore {
    /** In an array, on any server: a search looks at every row. */
    ARRAY {
        @Override
        public String type(int dimensions) {
            return "real[]";
        }

        @Override
        public Optional<String> method() {
            return Optional.empty();
        }
    },
    /** In a vector of the extension pgvector, with an HNSW index. */
    PGVECTOR {
        @Override
        public String type(int dimensions) {
            return "vector(" + dimensions + ")";
        }

        @Override
        public Optional<String> method() {
            return Optional.of(HNSW);
        }
    };

    /** The access method of the index; a server that has it has a pgvector that is new enough. */
    public static final String HNSW = "hnsw";

    /** SQL, found where extensions are. */
    public abstract String type(int dimensions);

    /** The access method of an index over the vectors, where there is one. */
    public abstract Optional<String> method();
}
