package dev.plumb.environment.database;

/**
 * One server of a URL.
 *
 * @param host a name or an address; IPv6 without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    static final int DEFAULT_PORT = 5432;

    /** As a URL writes it: IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
