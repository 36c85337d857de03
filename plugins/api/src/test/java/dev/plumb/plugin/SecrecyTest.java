package dev.plumb.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecrecyTest {
    @Test
    void aContextShowsNoValue() {
        assertThat(FunctionContext.of(Map.of("OPENAI_API_KEY", "sk-secret")))
                .hasToString("FunctionContext[1 variables]");
    }

    @Test
    void argumentsShowNoValue() {
        Signature signature = Signature.of(ValueType.TEXT, Parameter.required("text", ValueType.TEXT, "a text"));
        assertThat(signature.arguments(Map.of("text", "a diary"))).hasToString("Arguments(text text) returns text");
    }

    @Test
    void aVariableThatIsEmptyIsNotSet() {
        assertThatThrownBy(
                        () -> FunctionContext.of(Map.of("OPENAI_API_KEY", "")).requiredVariable("OPENAI_API_KEY"))
                .isInstanceOfSatisfying(
                        UnusableException.class, e -> assertThat(e.type()).isEqualTo("variable_not_set"))
                .hasMessageStartingWith("the variable OPENAI_API_KEY is not set");
    }
}
