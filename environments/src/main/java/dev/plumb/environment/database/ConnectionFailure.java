package dev.plumb.environment.database;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says what a failed connection means and what to do about it. */
final class ConnectionFailure {
    private final ConnectionSettings settings;
    private final Optional<String> passwordFileObjection;

    ConnectionFailure(ConnectionSettings settings, Optional<String> passwordFileObjection) {
        this.settings = settings;
        this.passwordFileObjection = passwordFileObjection;
    }

    DatabaseUnreachableException translate(SQLException failure) {
        String where = settings.authority();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return because(failure, "no host of " + where + " is known", "check the host's name and the network");
            }
            if (cause instanceof SocketTimeoutException) {
                return because(failure, where + " does not answer", "check host, port, firewall and VPN");
            }
            if (cause instanceof NoRouteToHostException) {
                return because(failure, "there is no way to " + where, "check the host's address, firewall and VPN");
            }
            if (cause instanceof ConnectException) {
                return because(
                        failure,
                        "nothing listens at " + where,
                        "start the server, or correct host and port in the URL");
            }
            if (cause instanceof SSLException) {
                return notEncrypted(failure, cause);
            }
        }
        return bySqlState(failure);
    }

    private DatabaseUnreachableException bySqlState(SQLException failure) {
        String server = settings.authority();
        String said = "the server at " + server + " says: " + masked(failure);
        String notLetIn = "the role " + settings.user() + " was not let in; " + said;
        return switch (Optional.ofNullable(failure.getSQLState()).orElse("")) {
            case "08004" ->
                isAboutTls(failure) ? notEncrypted(failure, failure) : because(failure, notLetIn, passwordRemedy());
            case "28P01" -> because(failure, notLetIn, passwordRemedy());
            case "28000" -> because(failure, notLetIn, "check the role, sslmode and the server's pg_hba.conf");
            case "3D000" ->
                because(
                        failure,
                        "there is no database " + settings.database() + " at " + server,
                        "create it (createdb " + settings.database() + "), or correct the name in the URL");
            case "53300" ->
                because(
                        failure,
                        said,
                        "wait for other clients to leave, or raise max_connections or the role's connection limit");
            case "53100" -> because(failure, said, "free space on the server's disk, then run the command again");
            case "57P03" -> because(failure, said, "wait until the server has started and try again");
            case "42501" ->
                because(
                        failure,
                        said,
                        "grant connect on database " + settings.database() + " to the role " + settings.user());
            case "22023" -> because(failure, said, "correct the parameters of the URL");
            default -> isAboutTls(failure) ? notEncrypted(failure, failure) : notConnected(failure);
        };
    }

    // The driver's own failures have no state that would tell; what it says is translated, but not this word.
    private boolean isAboutTls(SQLException failure) {
        return masked(failure).contains("SSL")
                || settings.properties().getOrDefault("sslmode", "").startsWith("verify");
    }

    private DatabaseUnreachableException notEncrypted(SQLException failure, Throwable cause) {
        return because(
                failure,
                "no encrypted connection to " + settings.authority() + ": " + masked(cause),
                "check sslmode, sslrootcert, sslcert and sslkey, and the server's certificate");
    }

    private DatabaseUnreachableException notConnected(SQLException failure) {
        String otherwise = settings.properties().containsKey("targetServerType") ? ", and target_session_attrs" : "";
        return because(
                failure,
                "no connection to " + settings.authority() + ": " + masked(failure),
                "check that a PostgreSQL server listens there, and its log" + otherwise);
    }

    private String passwordRemedy() {
        String remedy = settings.password().isPresent()
                ? "check the password in the URL, PGPASSWORD or ~/.pgpass"
                : "give a password in the URL, PGPASSWORD or ~/.pgpass";
        return passwordFileObjection.map(objection -> objection + "; " + remedy).orElse(remedy);
    }

    private DatabaseUnreachableException because(SQLException failure, String happened, String remedy) {
        return new DatabaseUnreachableException(happened, remedy, failure);
    }

    private String masked(Throwable failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
        return settings.secrets().mask(message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
