package dev.plumb.environment.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartProblemTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unshare: unshare failed: Operation not permitted | as an ordinary user",
                "FATAL: could not write lock file \"postmaster.pid\": No space left on device | free some space",
                "FATAL: could not open file: Permission denied | belong to the user",
                "FATAL: data directory \"/x\" has wrong ownership | belong to the user",
                "FATAL: pre-existing shared memory block (key 1, ID 2) is still in use | still at work",
                "PANIC: could not locate a valid checkpoint record | restore them",
                "FATAL: something new | correct what it says",
            })
    void theLastWordsOfAServerTellWhatToDo(String log, String remedy) {
        assertThat(StartProblem.remedy(log)).contains(remedy);
    }
}
