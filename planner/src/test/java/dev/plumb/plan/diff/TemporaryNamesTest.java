package dev.plumb.plan.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TemporaryNamesTest {
    @Test
    void aShortNameIsKeptWhole() {
        assertThat(TemporaryNames.newIndex("documents_idx")).isEqualTo("plumb_new_documents_idx");
    }

    @Test
    void aLongNameIsCutBetweenCharactersAndToldApartByAHash() {
        String one = TemporaryNames.notNullCheck("é".repeat(31) + "a");
        String other = TemporaryNames.notNullCheck("é".repeat(31) + "b");
        assertThat(one).startsWith("plumb_not_null_é").isNotEqualTo(other);
        assertThat(one.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(63);
    }
}
