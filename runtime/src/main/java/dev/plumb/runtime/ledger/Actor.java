package dev.plumb.runtime.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who runs this process. */
public record Actor(String user, String host, long pid) {
    public static Actor current() {
        return new Actor(
                System.getProperty("user.name", "unknown"),
                hostName(),
                ProcessHandle.current().pid());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
