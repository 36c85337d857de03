package dev.plumb.runtime.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.DirectoryPath;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeSpecTest {
    private static final String HEAD = """
            dir: library
            types:
              holder: {composite: {row: t5, n: integer}}
              code: {domain: text, checks: {code_short: length(value) < 9}}
            views:
              v: select t1.id, t2.code from t1 join library.t2 using (id)
            tables:
              uses:
                columns: {held: holder, one: t7, n: {type: bigint, default: "'library.t9'::regclass::oid::bigint"}}
            """;

    @Test
    void tablesThatComeInGroupsAreTheSameAsAlone() throws SQLException {
        try (Database database = new Database(18)) {
            String large = HEAD + tables(1100);
            String small = HEAD + tables(20);

            CanonicalSchema inGroups = database.canonicalize(Database.spec(large));
            CanonicalSchema alone = database.canonicalize(Database.spec(small));

            assertThat(Pieces.of(Database.spec(large).schema()).groups()).hasSizeGreaterThan(1);
            assertThat(Pieces.of(Database.spec(small).schema()).groups()).isEmpty();
            DirectoryPath library = DirectoryPath.of("library");
            assertThat(inGroups.schema().directory(library).orElseThrow().objects())
                    .containsAll(alone.schema().directory(library).orElseThrow().objects())
                    .hasSize(1104);
            assertThat(inGroups.dependencies()).containsAll(alone.dependencies());
            assertThat(inGroups.volatileDefaults()).hasSize(1100).containsAll(alone.volatileDefaults());
            assertThat(inGroups.outputColumns()).isEqualTo(alone.outputColumns());
        }
    }

    private static String tables(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  t" + i
                        + ": {columns: {id: bigint, code: code, at: timestamptz not null default clock_timestamp()},"
                        + " primary_key: [id], indexes: {t" + i + "_at: [at desc]}}\n")
                .collect(Collectors.joining());
    }
}
