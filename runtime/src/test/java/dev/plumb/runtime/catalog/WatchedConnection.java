package dev.plumb.runtime.catalog;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.IntConsumer;

/** A connection that tells when a statement is about to be made on it. */
final class WatchedConnection {
    private final IntConsumer beforeStatement;
    private int statements;

    /**
     * @param beforeStatement gets the number of the statement, from 1
     */
    WatchedConnection(IntConsumer beforeStatement) {
        this.beforeStatement = beforeStatement;
    }

    Connection on(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            || method.getName().equals("createStatement")) {
                        beforeStatement.accept(++statements);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    int statements() {
        return statements;
    }
}
