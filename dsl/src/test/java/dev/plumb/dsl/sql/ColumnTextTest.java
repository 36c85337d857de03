package dev.plumb.dsl.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.ReferentialAction.Kind;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTextTest {
    private static final DirectoryPath LIBRARY = DirectoryPath.of("library", "raw");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "double precision",
                "timestamp(3) with time zone",
                "timestamp without time zone",
                "time with time zone[]",
                "character varying(10)[]",
                "national character varying(10)",
                "bit varying(5)",
                "char(3)",
                "interval day to second",
                "interval second(3)",
                "interval(2)",
                "numeric( 10, 2 )",
                "integer array[4]",
                "int[3][]",
                "other__dir.\"My Type\"",
                "\"Type ( with ) not null\"",
                "geometry(Point,4326)",
                "date",
                "Status"
            })
    void keepsTheTypeAsWritten(String type) {
        for (String tail : List.of("", "not null", "default 1", "unique", "check (a > 1)", "collate \"C\"")) {
            assertThat(parse(" " + type + " " + tail + "\n").column().type()).isEqualTo(type);
        }
    }

    @Test
    void readsEverythingThatMayFollowTheType() {
        ParsedColumn parsed = parse("text NOT NULL default 'x' collate \"C\" unique nulls not distinct primary key"
                + " references accounts.users(id) match full on delete set null (a) on update cascade"
                + " deferrable initially deferred check (length(a) > 1) constraint \"My\" check (((a))) no inherit");
        assertThat(parsed.column())
                .isEqualTo(new Column(
                        "a",
                        "text",
                        true,
                        Optional.of("\"C\""),
                        new ColumnValue.Default("'x'"),
                        Optional.empty(),
                        Declaration.NONE));
        assertThat(parsed.sequence()).isEmpty();
        assertThat(parsed.constraints())
                .containsExactly(
                        new UniqueConstraint(
                                "t_a_key",
                                List.of("a"),
                                List.of(),
                                true,
                                Deferral.NOT_DEFERRABLE,
                                StorageParameters.NONE,
                                Optional.empty(),
                                Declaration.NONE),
                        new PrimaryKey(
                                "t_pkey",
                                List.of("a"),
                                List.of(),
                                Deferral.NOT_DEFERRABLE,
                                StorageParameters.NONE,
                                Optional.empty(),
                                Declaration.NONE),
                        new ForeignKey(
                                "t_a_fkey",
                                List.of("a"),
                                new QualifiedName("accounts", "users"),
                                List.of("id"),
                                Match.FULL,
                                new ReferentialAction(Kind.CASCADE, List.of()),
                                new ReferentialAction(Kind.SET_NULL, List.of("a")),
                                Deferral.INITIALLY_DEFERRED,
                                true,
                                Optional.empty(),
                                Declaration.NONE),
                        new CheckConstraint(
                                "t_a_check", "length(a) > 1", false, true, Optional.empty(), Declaration.NONE),
                        new CheckConstraint("My", "((a))", true, true, Optional.empty(), Declaration.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "default 1 not null => 1",
                "default null => null",
                "default null null => null",
                "default null::text unique => null::text",
                "default a is not distinct from null not null => a is not distinct from null",
                "default case when x is not null then null else 'not null' end not null => case when x is not null then null else 'not null' end",
                "default ('x' collate \"C\") collate \"D\" => ('x' collate \"C\")",
                "default array[null, 'b'] not null => array[null, 'b']",
                "default generated() generated_at => generated() generated_at",
                "default library.check(1) check (true) => library.check(1)",
                "default 'a' || 'b'::text || $$ not null $$ => 'a' || 'b'::text || $$ not null $$",
                "default timestamp with time zone '2000-01-01' unique => timestamp with time zone '2000-01-01'",
                "default - 1 => - 1",
                "default a /* not null */ + 1 -- unique => a /* not null */ + 1"
            })
    void findsTheEndOfADefault(String tail, String expression) {
        assertThat(parse("t " + tail).column().value()).isEqualTo(new ColumnValue.Default(expression));
    }

    @Test
    void readsIdentityAndGeneratedColumns() {
        assertThat(parse(
                                "int generated always as identity (start with 10 increment by -5 minvalue -9 maxvalue 99 cache 3 cycle)")
                        .column()
                        .value())
                .isEqualTo(new ColumnValue.Identity(
                        true,
                        new SequenceOptions(
                                Optional.of(10L),
                                Optional.of(-5L),
                                Optional.of(-9L),
                                Optional.of(99L),
                                Optional.of(3L),
                                true)));
        assertThat(parse("int generated by default as identity (no minvalue no cycle) primary key")
                        .column()
                        .value())
                .isEqualTo(new ColumnValue.Identity(false, SequenceOptions.DEFAULT));
        assertThat(parse("int generated always as (length(')') + 1) stored not null")
                        .column())
                .returns(true, Column::notNull)
                .returns(new ColumnValue.Generated("length(')') + 1", true), Column::value);
        assertThat(parse("int generated always as (1) virtual").column().value())
                .isEqualTo(new ColumnValue.Generated("1", false));
    }

    @ParameterizedTest
    @CsvSource({"serial,integer", "SERIAL,integer", "bigserial,bigint", "smallserial,smallint", "serial8,bigint"})
    void readsSerialAsAnIntegerWithASequenceOfItsOwn(String serial, String integer) {
        ParsedColumn parsed = ColumnText.parse(DirectoryPath.of("My Dir"), "t", "a", serial + " primary key");
        assertThat(parsed.column().type()).isEqualTo(integer);
        assertThat(parsed.column().notNull()).isTrue();
        assertThat(parsed.column().value())
                .isEqualTo(new ColumnValue.Default("nextval('\"My Dir\".t_a_seq'::regclass)"));
        assertThat(parsed.sequence())
                .contains(new Sequence(
                        "t_a_seq",
                        integer,
                        SequenceOptions.DEFAULT,
                        Optional.of(new Sequence.OwnedBy("t", "a")),
                        Optional.empty(),
                        Declaration.NONE));
        assertThat(parsed.constraints()).extracting(Constraint::name).containsExactly("t_pkey");
    }

    @Test
    void anUnqualifiedReferenceMeansTheOwnDirectory() {
        ForeignKey key =
                (ForeignKey) parse("int references \"Users\"").constraints().get(0);
        assertThat(key.target()).isEqualTo(new QualifiedName("library__raw", "Users"));
        assertThat(key.targetColumns()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deferrable,INITIALLY_IMMEDIATE",
        "not deferrable not null,NOT_DEFERRABLE",
        "initially deferred,INITIALLY_DEFERRED",
        "initially immediate deferrable,INITIALLY_IMMEDIATE",
        "not null,NOT_DEFERRABLE"
    })
    void readsWhenAConstraintIsChecked(String tail, Deferral deferral) {
        UniqueConstraint unique =
                (UniqueConstraint) parse("int unique " + tail).constraints().get(0);
        assertThat(unique.deferral()).isEqualTo(deferral);
    }

    @Test
    void readsStorageParametersOfAKey() {
        PrimaryKey key = (PrimaryKey)
                parse("int primary key with (fillfactor = 70)").constraints().get(0);
        assertThat(key.storageParameters()).isEqualTo(new StorageParameters(Map.of("fillfactor", "70")));
    }

    @Test
    void severalConstraintsOfOneKindGetDifferentNames() {
        assertThat(parse("int check (a > 1) check (a < 9) unique unique").constraints())
                .extracting(Constraint::name)
                .containsExactly("t_a_check", "t_a_check1", "t_a_key", "t_a_key1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text nto null => 5 => expected one of not null, null, default, collate, unique, primary key, references, check, generated, constraint, found 'nto' => did you mean 'not null'?",
                "text not nul => 9 => expected 'null', found 'nul' =>",
                "not null => 0 => expected a type, found 'not' =>",
                " => 0 => expected a type, found the end =>",
                "text default => 12 => expected an expression after 'default', found the end =>",
                "text default not null => 13 => expected an expression after 'default', found 'not' =>",
                "text default 'a => 13 => the string that begins here is not closed =>",
                "text default f(1 => 14 => '(' is not closed by ')' =>",
                "text default 1) => 14 => expected one of not null, null, default, collate, unique, primary key, references, check, generated, constraint, found ')' =>",
                "\"text => 0 => the double quote that begins here is not closed =>",
                "text /* x => 5 => the comment that begins here is not closed =>",
                "text check => 10 => expected '(', found the end =>",
                "text check () => 12 => expected a condition, found ')' =>",
                "text primary => 12 => expected 'key', found the end =>",
                "int generated always as (1) => 27 => expected 'stored' or 'virtual', found the end =>",
                "int generated by default as (1) => 28 => expected 'identity', found '(' =>",
                "int generated always as identity (strat 1) => 34 => expected one of start, increment, minvalue, maxvalue, cache, cycle, no, found 'strat' => did you mean 'start'?",
                "int default 1 default 2 => 14 => expected only one of 'default' and 'generated', found 'default' =>",
                "int references a.b.c => 18 => expected no third name: a directory inside another is written with two underscores, found '.' =>",
                "int references a on delete cascad => 27 => expected one of no action, restrict, cascade, set null, set default, found 'cascad' => did you mean 'cascade'?",
                "int references a match partial => 23 => expected 'full' or 'simple', found 'partial' =>",
                "int deferrable => 4 => expected a unique, primary key or references constraint before 'deferrable' and 'initially', found 'deferrable' =>",
                "int unique not deferrable initially deferred => 44 => a constraint that is 'initially deferred' must be 'deferrable' =>",
                "int constraint x not null => 17 => expected unique, primary key, references or check after the constraint's name => leave the name out: only these constraints keep one",
                "serial default 1 => 0 => a serial column is 'not null' and has its own default => write 'integer' as the type",
                "int null not null => 9 => expected 'null' or 'not null' only once, found 'not' =>",
                "text, not null => 4 => expected one of not null, null, default, collate, unique, primary key, references, check, generated, constraint, found ',' =>",
            })
    void saysWhatIsWrongAndWhere(String line) {
        String[] parts = line.split("=>", -1);
        String text = parts[0].strip();
        ColumnTextException error = catchThrowableOfType(ColumnTextException.class, () -> parse(text));
        assertThat(error).as(text).isNotNull();
        assertThat(error).hasMessage(parts[2].strip());
        assertThat(error.offset()).isEqualTo(Integer.parseInt(parts[1].strip()));
        assertThat(error.remedy().orElse("")).isEqualTo(parts[3].strip());
    }

    @Test
    void aTypeAloneIsATypeAndNothingElse() {
        assertThat(TypeText.parse(" numeric(10, 2) ")).isEqualTo("numeric(10, 2)");
        ColumnTextException error =
                catchThrowableOfType(ColumnTextException.class, () -> TypeText.parse("int not null"));
        assertThat(error).hasMessage("expected nothing after the type 'int', found 'not'");
    }

    private static ParsedColumn parse(String text) {
        return ColumnText.parse(LIBRARY, "t", "a", text);
    }
}
