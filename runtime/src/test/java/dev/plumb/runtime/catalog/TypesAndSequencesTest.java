package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesAndSequencesTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void labelsOfAnEnumComeInSortOrderNotInOrderOfCreation(int major) {
        Library library = Library.on(major, """
                create type status as enum ('draft', 'gone', 'it''s');
                alter type status add value 'published' before 'gone';
                comment on type status is 'of a document';
                """);

        assertThat(library.object(EnumType.class, "status")).satisfies(type -> {
            assertThat(type.values()).containsExactly("draft", "published", "gone", "it's");
            assertThat(type.comment()).contains("of a document");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 17, 18})
    void domainsCarryBaseTypeCollationDefaultAndChecks(int major) {
        Library library = Library.on(major, """
                create type status as enum ('draft');
                create domain state as status[];
                create domain title as varchar(80) collate "C" not null default 'new' check (value <> '')
                    constraint short check (length(value) < 50);
                alter domain title add constraint later check (value <> 'x') not valid;
                comment on domain title is 'T';
                """);

        assertThat(library.object(DomainType.class, "state").baseType()).isEqualTo("library.status[]");
        assertThat(library.object(DomainType.class, "title")).satisfies(type -> {
            assertThat(type.baseType()).isEqualTo("character varying(80)");
            assertThat(type.collation()).contains("\"C\"");
            assertThat(type.notNull()).isTrue();
            assertThat(type.defaultExpression()).contains("'new'::character varying");
            assertThat(type.comment()).contains("T");
            assertThat(type.checks())
                    .extracting(
                            DomainType.DomainCheck::name,
                            DomainType.DomainCheck::expression,
                            DomainType.DomainCheck::validated)
                    .containsExactly(
                            tuple("later", "((VALUE)::text <> 'x'::text)", false),
                            tuple("short", "(length((VALUE)::text) < 50)", true),
                            tuple("title_check", "((VALUE)::text <> ''::text)", true));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void compositeTypesCarryTheirAttributesInOrder(int major) {
        Library library = Library.on(major, """
                create type status as enum ('draft');
                create type part as (name text collate "C", gone int, states status[]);
                alter type part drop attribute gone;
                comment on type part is 'of a whole';
                """);

        assertThat(library.object(CompositeType.class, "part")).satisfies(type -> {
            assertThat(type.comment()).contains("of a whole");
            assertThat(type.attributes())
                    .extracting(
                            CompositeType.Attribute::name,
                            CompositeType.Attribute::type,
                            CompositeType.Attribute::collation)
                    .containsExactly(
                            tuple("name", "text", Optional.of("\"C\"")),
                            tuple("states", "library.status[]", Optional.empty()));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void sequencesCarryOnlyWhatIsNotTheDefaultAndWhoOwnsThem(int major) {
        Library library = Library.on(major, """
                create sequence plain;
                create sequence down as smallint increment -1;
                create sequence odd as integer start 5 increment 2 minvalue 3 maxvalue 99 cache 4 cycle;
                create table t (id serial, i int generated always as identity);
                comment on sequence odd is 'odd numbers';
                """);

        assertThat(library.object(Sequence.class, "plain").options()).isEqualTo(SequenceOptions.DEFAULT);
        assertThat(library.object(Sequence.class, "down").options())
                .isEqualTo(new SequenceOptions(
                        Optional.empty(),
                        Optional.of(-1L),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
        assertThat(library.object(Sequence.class, "odd")).satisfies(odd -> {
            assertThat(odd.dataType()).isEqualTo("integer");
            assertThat(odd.options())
                    .isEqualTo(new SequenceOptions(
                            Optional.of(5L),
                            Optional.of(2L),
                            Optional.of(3L),
                            Optional.of(99L),
                            Optional.of(4L),
                            true));
            assertThat(odd.comment()).contains("odd numbers");
            assertThat(odd.ownedBy()).isEmpty();
        });
        assertThat(library.object(Sequence.class, "t_id_seq").ownedBy()).contains(new Sequence.OwnedBy("t", "id"));
        assertThat(library.read().schema().directory(Library.PATH).orElseThrow().objects(Sequence.class))
                .extracting(Sequence::name)
                .doesNotContain("t_i_seq");
    }
}
