package dev.plumb.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTypeTest {
    @Test
    void aValueIsOfItsTypesClass() {
        assertThat(ValueType.INTEGER.isValue(1)).isTrue();
        assertThat(ValueType.INTEGER.isValue(1L)).isFalse();
        assertThat(ValueType.REAL_ARRAY.isValue(new float[] {1})).isTrue();
        assertThat(ValueType.REAL_ARRAY.isValue(new double[] {1})).isFalse();
        assertThat(ValueType.DATE.isValue(LocalDate.MAX)).isTrue();
    }

    @Test
    void aListHoldsStringsAndNulls() {
        assertThat(ValueType.TEXT_ARRAY.isValue(Arrays.asList("a", null))).isTrue();
        assertThat(ValueType.TEXT_ARRAY.isValue(List.of("a", 1))).isFalse();
        assertThat(ValueType.TEXT.isValue(List.of("a"))).isFalse();
    }
}
