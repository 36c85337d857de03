package dev.plumb.runtime.tenant;

import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.Secrets;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database whose connections are used again: a session of the server costs more than what is done in it for one tenant. Whoever
 * connects gets a session in which nothing is left of its former user. Safe for several threads.
 */
public final class SharedConnections implements Database {
    private final Database database;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean ended;

    /** @param database stays open when this ends */
    public SharedConnections(Database database) {
        this.database = database;
    }

    @Override
    public Connection connect() {
        Connection real = poll().orElseGet(database::connect);
        return (Connection) Proxy.newProxyInstance(
                SharedConnections.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lent(real));
    }

    private synchronized Optional<Connection> poll() {
        return Optional.ofNullable(idle.pollFirst());
    }

    /** Settings, advisory locks and whatever else a session holds go; a session that does not let them go is of no use. */
    private void takeBack(Connection real) throws SQLException {
        if (!isClean(real) || !keep(real)) {
            real.close();
        }
    }

    private static boolean isClean(Connection real) {
        try (Statement statement = real.createStatement()) {
            if (!real.getAutoCommit()) {
                real.rollback();
                real.setAutoCommit(true);
            }
            statement.execute("discard all");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private synchronized boolean keep(Connection real) {
        if (!ended) {
            idle.addFirst(real);
        }
        return !ended;
    }

    /** A connection for one user. */
    private final class Lent implements InvocationHandler {
        private final Connection real;
        private boolean returned;

        Lent(Connection real) {
            this.real = real;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    giveBack();
                    return null;
                }
                case "isClosed" -> {
                    return isReturned() || real.isClosed();
                }
                default -> {
                    if (isReturned()) {
                        throw new SQLException("the connection was closed", "08003");
                    }
                    return call(method, arguments);
                }
            }
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private synchronized boolean isReturned() {
            return returned;
        }

        private void giveBack() throws SQLException {
            synchronized (this) {
                if (returned) {
                    return;
                }
                returned = true;
            }
            takeBack(real);
        }
    }

    @Override
    public String description() {
        return database.description();
    }

    @Override
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    @Override
    public String libpqUrl() {
        return database.libpqUrl();
    }

    @Override
    public Map<String, String> libpqEnvironment() {
        return database.libpqEnvironment();
    }

    @Override
    public Secrets secrets() {
        return database.secrets();
    }

    /** Means nothing: each of several users may do it, and the sessions are everybody's. */
    @Override
    public void close() {
        // See above.
    }

    /** Ends the sessions that nobody uses; those that are in use end when they are given back. */
    public void end() {
        synchronized (this) {
            ended = true;
        }
        for (Optional<Connection> next = poll(); next.isPresent(); next = poll()) {
            try {
                next.get().close();
            } catch (SQLException e) {
                // It is of no use to anybody any more, and the server ends it by itself.
            }
        }
    }
}
