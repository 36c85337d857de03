import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The databases of the bench's server, and single statements in them. */
record Databases(String server) {
    /** A server by the URL of any of its databases, as libpq writes it. */
    static Databases at(String url) {
        return new Databases(url.substring(0, url.lastIndexOf('/')));
    }

    String url(String database) {
        return server + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        String address = server.substring(server.indexOf('@') + 1);
        String role = server.substring(server.indexOf("//") + 2, server.indexOf('@'));
        return DriverManager.getConnection("jdbc:postgresql://" + address + "/" + database + "?user=" + role);
    }

    void run(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    double number(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** A copy of a database, written out, so that nobody pays for what others did. */
    void copy(String original, String copy) throws SQLException {
        run("postgres", "create database " + copy + " template " + original);
        run("postgres", "checkpoint");
    }

    void drop(String database) throws SQLException {
        run("postgres", "drop database if exists " + database + " with (force)");
    }
}
