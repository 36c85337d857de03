package dev.plumb.environment.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static final String ME = System.getProperty("user.name");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://u:p@h:5433/d                | u | h:5433          | d",
                "postgres://u@h/d                         | u | h:5432          | d",
                "postgresql://u@h                         | u | h:5432          | u",
                "postgresql://u@h/                        | u | h:5432          | u",
                "postgresql://u@[::1]:5433/d              | u | [::1]:5433      | d",
                "postgresql://u@[2001:db8::1]/d           | u | [2001:db8::1]:5432 | d",
                "postgresql://u@a:1,b,c:3/d               | u | a:1,b:5432,c:3  | d",
                "postgresql://u%40corp:p%2F%3A%40@h/d%20x | u@corp | h:5432     | d x",
                "postgresql://h/d?user=u&port=7           | u | h:7             | d",
                "postgresql:///d?host=a,b&port=7&user=u   | u | a:7,b:7         | d",
                "postgresql:///d?host=a,b&port=7,8&user=u | u | a:7,b:8         | d",
                "postgresql://u@h?dbname=d                | u | h:5432          | d",
                "postgresql://u@h/d+e                     | u | h:5432          | d+e",
                "jdbc:postgresql://h:5433/d?user=u        | u | h:5433          | d",
                "jdbc:postgresql://h/d?user=u%40corp      | u@corp | h:5432     | d",
                "jdbc:postgresql://[::1]:5433/d?user=u    | u | [::1]:5433      | d",
                "jdbc:postgresql://a:1,b/d?user=u         | u | a:1,b:5432      | d",
                "jdbc:postgresql:d?user=u                 | u | localhost:5432  | d",
                "jdbc:postgresql:/?user=u                 | u | localhost:5432  | u",
                "jdbc:postgresql://h?user=u               | u | h:5432          | u",
                "'  postgresql://u@h/d  '                 | u | h:5432          | d",
            })
    void aUrlNamesRoleServersAndDatabase(String url, String user, String authority, String database) {
        ConnectionSettings settings = ConnectionSettings.parse(url);
        assertThat(settings.user()).isEqualTo(user);
        assertThat(settings.authority()).isEqualTo(authority);
        assertThat(settings.database()).isEqualTo(database);
    }

    @Test
    void whatIsLeftOutIsTheUserOfTheSystem() {
        ConnectionSettings settings = ConnectionSettings.parse("postgresql://h");
        assertThat(settings.user()).isEqualTo(ME);
        assertThat(settings.database()).isEqualTo(ME);
        assertThat(settings.password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:s%40%2F%3A%25%3Fe%C3%A9t@h/d",
                "postgresql://h/d?user=u&password=s%40%2F%3A%25%3Fe%C3%A9t",
                "postgresql://u:s%40%2F:%25?e\u00e9t@h/d",
                "jdbc:postgresql://h/d?user=u&password=s%40%2F%3A%25%3Fe%C3%A9t",
            })
    void aPasswordIsDecodedAndShownNowhere(String url) {
        ConnectionSettings settings = ConnectionSettings.parse(url);
        assertThat(settings.password()).contains("s@/:%?e\u00e9t");
        assertThat(List.of(settings.toString(), settings.description(), settings.jdbcUrl(), settings.libpqUrl()))
                .noneMatch(text -> text.contains("e\u00e9t") || text.contains("e%C3%A9t"));
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=verify-full, sslmode, verify-full",
        "sslmode=require&sslrootcert=/ca.crt, sslmode, verify-ca",
        "sslrootcert=system, sslmode, verify-full",
        "sslrootcert=system, sslfactory, org.postgresql.ssl.DefaultJavaSSLFactory",
        "sslrootcert=/ca.crt, sslrootcert, /ca.crt",
        "sslcert=/c.crt, sslcert, /c.crt",
        "sslkey=/c.key, sslkey, /c.key",
        "ssl=true&sslrootcert=/ca.crt, sslmode, verify-ca",
        "connect_timeout=3, connectTimeout, 3",
        "options=-c%20geqo%3Doff, options, -c geqo=off",
        "target_session_attrs=read-write, targetServerType, primary",
        "target_session_attrs=prefer-standby, targetServerType, preferSecondary",
        "application_name=deploy, ApplicationName, deploy",
        "channel_binding=require, channelBinding, require",
        "load_balance_hosts=random, loadBalanceHosts, true",
    })
    void libpqsParametersBecomeTheDrivers(String query, String property, String value) {
        assertThat(ConnectionSettings.parse("postgresql://u@h/d?" + query).properties())
                .containsEntry(property, value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql:///d | Unix socket",
                "postgresql://%2Fvar%2Frun/d | Unix socket",
                "postgresql:///d?host=/var/run | Unix socket",
                "postgresql://h:x/d | not a number from 1 to 65535",
                "postgresql://h:70000/d | not a number from 1 to 65535",
                "postgresql://[::1/d | is not closed",
                "postgresql://[::1]x/d | expected a colon",
                "postgresql://h/d?sslmode | is not written name=value",
                "postgresql://h/d?sslmode=a=b | is not written name=value",
                "postgresql://h/d?sslmode=on | sslmode cannot be 'on'; it is one of allow, disable",
                "postgresql://h/d?pgbouncer=true | the parameter 'pgbouncer' is none",
                "postgresql://h/d%2 | is not followed by two hexadecimal digits",
                "postgresql://h/d%00 | is not followed by two hexadecimal digits",
                "postgresql://h/d%ff | is not UTF-8",
                "postgresql:///d?host=a,b&port=1,2,3 | 3 ports for 2 hosts",
                "postgresql://h/d?sslrootcert=system&sslmode=require | verify-full only",
                "mysql://h/d | not the URL of a PostgreSQL database",
                "h | not the URL of a PostgreSQL database",
                "jdbc:postgresql://u:secret@h/d | has no user before the host",
                "jdbc:postgresql://h:x/d | is not a host and port",
                "jdbc:postgresql://h/a/b/c | cannot be read",
                "jdbc:postgresql://h/d?password=%zz | is not followed by two hexadecimal digits",
                "postgresql://u:sec/ret@h/d | %2F",
                "postgresql://u:secret@[::1/d | is not closed",
            })
    void whatCannotBeReadIsExplainedWithoutThePassword(String url, String explanation) {
        assertThatThrownBy(() -> ConnectionSettings.parse(url))
                .isInstanceOf(InvalidUrlException.class)
                .hasMessageContaining(explanation)
                .message()
                .doesNotContain("secret")
                .doesNotContain("sec/ret");
    }

    @Test
    void theOtherProgramsUrlsSayTheSame() {
        ConnectionSettings settings = ConnectionSettings.parse(
                "postgresql://u%20x:p@a:1,b/d%2Fe?sslmode=verify-full&sslrootcert=%2Fca&target_session_attrs=primary");
        assertThat(settings.jdbcUrl())
                .isEqualTo("jdbc:postgresql://a:1,b:5432/d%2Fe"
                        + "?sslmode=verify-full&sslrootcert=%2Fca&targetServerType=primary&user=u%20x");
        assertThat(settings.libpqUrl())
                .isEqualTo("postgresql://u%20x@a:1,b:5432/d%2Fe"
                        + "?sslmode=verify-full&sslrootcert=%2Fca&target_session_attrs=primary");
        assertThat(ConnectionSettings.parse(settings.jdbcUrl()).libpqUrl()).isEqualTo(settings.libpqUrl());
        assertThat(ConnectionSettings.parse(settings.libpqUrl()).jdbcUrl()).isEqualTo(settings.jdbcUrl());
    }
}
