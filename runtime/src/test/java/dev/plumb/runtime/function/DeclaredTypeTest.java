package dev.plumb.runtime.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plugin.ValueType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredTypeTest {
    private static List<ValueType> accepted(String type) {
        DeclaredType declared = DeclaredType.of(type);
        return Arrays.stream(ValueType.values()).filter(declared::accepts).toList();
    }

    private static List<ValueType> given(String type) {
        DeclaredType declared = DeclaredType.of(type);
        return Arrays.stream(ValueType.values()).filter(declared::gives).toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsAcceptedByAColumnOfItsOwnName(ValueType type) {
        assertThat(accepted(type.sqlName())).contains(type);
        assertThat(given(type.sqlName())).contains(type);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            varchar(10)               | TEXT
            character varying(10)     | TEXT
            CHAR (3)                  | TEXT
            pg_catalog.text           | TEXT
            decimal(12, 2)            | NUMERIC
            timestamp(3) with time zone | TIMESTAMPTZ
            timestamptz (3)           | TIMESTAMPTZ
            json                      | JSON
            text [ ]                  | TEXT_ARRAY
            real[3]                   | REAL_ARRAY
            vector(256)               | REAL_ARRAY
            extensions.vector(256)    | REAL_ARRAY
            halfvec(256)              | REAL_ARRAY
            """)
    void spellingsAndModifiersMeanTheSame(String declared, ValueType type) {
        assertThat(DeclaredType.of(declared).accepts(type)).isTrue();
        assertThat(DeclaredType.of(declared).gives(type)).isTrue();
        assertThat(DeclaredType.of(declared).accepts(ValueType.BYTEA)).isFalse();
    }

    @Test
    void aColumnHoldsWhatIsNarrowerAndGivesWhatIsWider() {
        assertThat(accepted("bigint")).containsExactly(ValueType.INTEGER, ValueType.BIGINT);
        assertThat(given("bigint")).containsExactly(ValueType.BIGINT, ValueType.NUMERIC);
        assertThat(accepted("smallint")).isEmpty();
        assertThat(given("real")).containsExactly(ValueType.DOUBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"timestamp", "timestamp(3) without time zone", "interval", "integer[]", "text[][]", "tsvector"})
    void someTypesOfTheServerAreNotForFunctions(String declared) {
        assertThat(accepted(declared)).isEmpty();
        assertThat(given(declared)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"library.status", "status", "\"Text\"", "citext", "status[]"})
    void aTypeThatUsersDefineIsLeftToTheServer(String declared) {
        assertThat(accepted(declared)).containsExactly(ValueType.values());
        assertThat(given(declared)).containsExactly(ValueType.values());
    }
}
