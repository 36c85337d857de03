package dev.plumb.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeConversionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            character varying(10)          | character varying(20)
            character varying(10)          | character varying
            character varying(10)          | text
            character varying              | text
            text                           | character varying
            numeric(10,2)                  | numeric(12,2)
            numeric(10,2)                  | numeric
            bit varying(3)                 | bit varying(4)
            timestamp(3) without time zone | timestamp without time zone
            timestamp(3) with time zone    | timestamp(6) with time zone
            interval(2)                    | interval(4)
            cidr                           | inet
            text                           | text
            """)
    void widensWithoutTouchingTheRows(String from, String to) {
        TypeConversion conversion = TypeConversion.between(from, to);
        assertThat(conversion.isLossless()).isTrue();
        assertThat(conversion.isRewrite()).isFalse();
        assertThat(conversion.using("c", to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smallint      | integer
            smallint      | bigint
            integer       | bigint
            integer       | numeric
            integer       | numeric(12,2)
            real          | double precision
            numeric(10,2) | numeric(12,4)
            character(3)  | character(5)
            date          | timestamp without time zone
            uuid          | text
            boolean       | text
            integer[]     | bigint[]
            bit(3)        | bit varying(5)
            """)
    void widensAndWritesTheRowsAnew(String from, String to) {
        TypeConversion conversion = TypeConversion.between(from, to);
        assertThat(conversion.isLossless()).isTrue();
        assertThat(conversion.isRewrite()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bigint                         | integer
            integer                        | numeric(10,2)
            integer                        | real
            text                           | character varying(10)
            character varying              | character varying(10)
            character varying(20)          | character varying(10)
            character(5)                   | text
            numeric                        | numeric(10,2)
            numeric(10,2)                  | numeric(10,4)
            numeric(10,2)                  | integer
            timestamp without time zone    | timestamp(3) without time zone
            timestamp without time zone    | timestamp with time zone
            date                           | timestamp with time zone
            timestamp without time zone    | date
            text                           | integer
            integer                        | integer[]
            inet                           | cidr
            library.status                 | library.state
            """)
    void whatIsNotKnownToBeLosslessIsLossy(String from, String to) {
        TypeConversion conversion = TypeConversion.between(from, to);
        assertThat(conversion.isLossless()).isFalse();
        assertThat(conversion.isRewrite()).isTrue();
        assertThat(conversion.using("c", to)).isPresent();
    }

    @Test
    void valuesOfUserDefinedTypesMoveThroughTheirText() {
        assertThat(TypeConversion.between("text", "library.status").using("c", "library.status"))
                .contains("c::text::library.status");
        assertThat(TypeConversion.between("text", "uuid").using("c", "uuid")).contains("c::uuid");
    }

    @Test
    void labelsOfAnEnumSurviveAsText() {
        assertThat(TypeConversion.ofEnum("text").isLossless()).isTrue();
        assertThat(TypeConversion.ofEnum("integer").isLossless()).isFalse();
    }

    @Test
    void rowsThatDoNotFitAreFoundWhereThatCanBeSaid() {
        assertThat(TypeConversion.between("text", "character varying(3)").misfit("c"))
                .contains("char_length(c::text) > 3");
        assertThat(TypeConversion.between("bigint", "smallint").misfit("c")).contains("c not between -32768 and 32767");
        assertThat(TypeConversion.between("text", "integer").misfit("c")).isEmpty();
    }

    @Test
    void foreignKeysOutliveChangesBetweenComparableTypes() {
        assertThat(TypeConversion.between("integer", "bigint").keepsForeignKeys())
                .isTrue();
        assertThat(TypeConversion.between("character varying(5)", "text").keepsForeignKeys())
                .isTrue();
        assertThat(TypeConversion.between("integer", "uuid").keepsForeignKeys()).isFalse();
        assertThat(TypeConversion.between("library.status", "library.status").keepsForeignKeys())
                .isFalse();
    }
}
