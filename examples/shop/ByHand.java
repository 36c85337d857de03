import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs SQL as somebody would who goes around Plumb: {@code java ByHand.java JDBC_URL SQL}. */
final class ByHand {
    private ByHand() {}

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute(arguments[1]);
        }
    }
}
