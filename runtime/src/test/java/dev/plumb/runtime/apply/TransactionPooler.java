package dev.plumb.runtime.apply;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a pooler in transaction mode does: a client has a server's connection for one transaction at a time. */
final class TransactionPooler {
    private final Deque<Connection> free;

    TransactionPooler(Collection<Connection> servers) {
        this.free = new ArrayDeque<>(servers);
    }

    Connection connect() {
        Client client = new Client();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> client.call(method, arguments));
    }

    private final class Client {
        private @Nullable Connection inTransaction;

        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                return null;
            }
            Connection server = inTransaction == null ? free.removeFirst() : inTransaction;
            try {
                return method.invoke(server, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            } finally {
                giveBack(server);
            }
        }

        private void giveBack(Connection server) throws Exception {
            boolean open = !server.getAutoCommit();
            inTransaction = open ? server : null;
            if (!open) {
                free.addFirst(server);
            }
        }
    }
}
