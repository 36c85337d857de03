package dev.plumb.environment.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "cannot use postgresql://u:pw@h/d, sorry | cannot use postgresql://u:****@h/d, sorry",
                "postgresql://u:p@w/o:rd@h:1/d?x=y       | postgresql://u:****@h:1/d?x=y",
                "postgresql://u:pw@a,b:2                 | postgresql://u:****@a,b:2",
                "found the text 'postgresql://u:pw@h/d'  | found the text 'postgresql://u:****@h/d'",
                "found 'postgresql://user:very-long-pass… | found 'postgresql://user:****…",
                "jdbc:postgresql://h/d?password=pw&x=y   | jdbc:postgresql://h/d?password=****&x=y",
                "h?sslpassword=pw                        | h?sslpassword=****",
                "host=h password='p w' user=u            | host=h password=**** user=u",
                "PGPASSWORD=pw psql                      | PGPASSWORD=**** psql",
                "see http://h:80/x and mail to a@b.c     | see http://h:80/x and mail to a@b.c",
                "postgresql://u@h:5432/d                 | postgresql://u@h:5432/d",
                "the password is wrong                   | the password is wrong",
            })
    void whatStandsWhereAPasswordIsWrittenIsHidden(String text, String masked) {
        assertThat(Secrets.none().mask(text)).isEqualTo(masked);
    }

    @Test
    void aKnownSecretIsHiddenInWhateverEncoding() {
        Secrets secrets = new Secrets(List.of("s*cr t/é"));
        assertThat(secrets.mask("a s*cr t/é b s%2Acr%20t%2F%C3%A9 c s*cr+t%2F%C3%A9 d"))
                .isEqualTo("a **** b **** c **** d");
        assertThat(secrets).asString().doesNotContain("s*cr");
    }

    @Test
    void aShortSecretDoesNotMakeHolesInOtherWords() {
        assertThat(new Secrets(List.of("a", "")).mask("a table, postgresql://u:a@h"))
                .isEqualTo("a table, postgresql://u:****@h");
    }
}
