package dev.plumb.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Signature SIGNATURE = Signature.of(
            ValueType.REAL_ARRAY,
            Parameter.required("text", ValueType.TEXT, "what to embed"),
            Parameter.withDefault("dimensions", ValueType.INTEGER, 256, "how many")
                    .asConstant(),
            Parameter.optional("prefix", ValueType.TEXT, "put before the text"));

    @Test
    void readsAsADeclaration() {
        assertThat(SIGNATURE)
                .hasToString("(text text, dimensions integer default 256, prefix text default null) returns real[]");
        assertThat(Parameter.withDefault("quote", ValueType.TEXT, "it's", "a quote"))
                .hasToString("quote text default 'it''s'");
    }

    @Test
    void argumentsThatAreNotGivenTakeTheirDefaults() {
        Arguments arguments = SIGNATURE.arguments(Map.of("text", "a b"));
        assertThat(arguments.text("text")).isEqualTo("a b");
        assertThat(arguments.integer("dimensions")).isEqualTo(256);
        assertThat(arguments.find("prefix", String.class)).isEmpty();
    }

    @Test
    void aConstantIsUnknownWhereTheSchemaGivesAColumn() {
        Arguments constants = SIGNATURE.constants(Map.of("prefix", "query: "), Set.of("text", "dimensions"));
        assertThat(constants.find("text", String.class)).isEmpty();
        assertThat(constants.find("dimensions", Integer.class)).isEmpty();
        assertThat(constants.find("prefix", String.class)).contains("query: ");
    }

    @Test
    void aNullGivesNullUnlessItsParameterAcceptsIt() {
        assertThat(SIGNATURE.arguments(Collections.singletonMap("text", null)).giveNull())
                .isTrue();
        assertThat(SIGNATURE.arguments(Map.of("text", "")).giveNull()).isFalse();
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNATURE.arguments(Map.of()))
                .withMessage("the argument text is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNATURE.arguments(Map.of("text", 3)))
                .withMessage("the argument text is of the class java.lang.Integer, expected java.lang.String");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SIGNATURE.arguments(Map.of("text", "a", "txet", "b")))
                .withMessage("there is no parameter txet");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(SIGNATURE, "a"))
                .withMessageStartingWith("there are 1 values for the parameters (text text");
    }

    @Test
    void aSignatureThatCannotBeCalledIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signature.of(
                        ValueType.TEXT,
                        Parameter.required("a", ValueType.TEXT, ""),
                        Parameter.required("a", ValueType.DATE, "")))
                .withMessage("the parameter a is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.withDefault("a", ValueType.TEXT, 1, ""))
                .withMessage("the default of the parameter a is not of the type text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameter("a", ValueType.TEXT, "", false, Optional.empty(), false, false))
                .withMessageContaining("the result would always be null");
        assertThatIllegalArgumentException().isThrownBy(() -> Parameter.required("A b", ValueType.TEXT, ""));
    }
}
