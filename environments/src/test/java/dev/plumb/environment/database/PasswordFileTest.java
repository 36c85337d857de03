package dev.plumb.environment.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
    @TempDir
    Path home;

    private Path write(String content) throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Map<String, String> libpqEnvironment(String url, Map<String, String> variables) {
        return UrlDatabase.of(ConnectionSettings.parse(url), variables).libpqEnvironment();
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u@h/d, first",
        "postgresql://u@h/e, any database",
        "postgresql://v@h:5433/d, any port",
        "postgresql://u@other/d, any host",
        "postgresql://u:x@h/d, x",
        "postgresql://a%3Ab@[::1]/d, co:l\\on",
        "jdbc:postgresql://h/d?user=u, first",
        "'postgresql://u@unknown:1,h/d', first",
    })
    void theFirstLineThatFitsCounts(String url, String password) throws IOException {
        write("""
                # h:5432:d:u:comment
                short:line
                h:5432:d:u:first
                h:5432:d:u:second
                h:5432:*:u:any database
                h:*:d:v:any port
                *:5432:d:u:any host
                \\:\\:1:5432:d:a\\:b:co\\:l\\\\on
                """);
        assertThat(libpqEnvironment(url, Map.of("HOME", home.toString()))).containsEntry("PGPASSWORD", password);
    }

    @Test
    void whatFitsNoLineHasNoPassword() throws IOException {
        write("h:5432:d:u:secret\n");
        assertThat(libpqEnvironment("postgresql://v@h/d", Map.of("HOME", home.toString())))
                .isEmpty();
        assertThat(libpqEnvironment("postgresql://v@h/d", Map.of("HOME", home + "/none")))
                .isEmpty();
    }

    @Test
    void thePasswordOfTheEnvironmentGoesBeforeTheFileAndTheUrlsBeforeBoth() throws IOException {
        write("*:*:*:*:file\n");
        Map<String, String> variables = Map.of("HOME", home.toString(), "PGPASSWORD", "variable");
        assertThat(libpqEnvironment("postgresql://u@h/d", variables)).containsValue("variable");
        assertThat(libpqEnvironment("postgresql://u:url@h/d", variables)).containsValue("url");
    }

    @Test
    void anotherFileCanBeNamed() throws IOException {
        Path file = Files.move(write("*:*:*:*:elsewhere\n"), home.resolve("passwords"));
        assertThat(libpqEnvironment("postgresql://u@h/d", Map.of("PGPASSFILE", file.toString())))
                .containsValue("elsewhere");
        assertThat(libpqEnvironment("postgresql://u@h/d?passfile=" + file, Map.of()))
                .containsValue("elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersMayTouchIsNotUsed(String permissions) throws IOException {
        Path file = write("*:*:*:*:secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        assertThat(libpqEnvironment("postgresql://u@h/d", Map.of("HOME", home.toString())))
                .isEmpty();
        assertThat(new PasswordFile(file).objection())
                .hasValueSatisfying(o -> assertThat(o).contains("chmod 0600"));
    }

    @Test
    void aFolderInItsPlaceIsNotUsed() throws IOException {
        Files.createDirectory(home.resolve(".pgpass"));
        assertThat(libpqEnvironment("postgresql://u@h/d", Map.of("HOME", home.toString())))
                .isEmpty();
        assertThat(new PasswordFile(home.resolve(".pgpass")).objection())
                .hasValueSatisfying(o -> assertThat(o).contains("not a plain file"));
    }
}
