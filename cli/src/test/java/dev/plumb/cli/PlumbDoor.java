package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code plumb} that scripts can call like the real one and that runs in this process, which is started already. */
final class PlumbDoor implements AutoCloseable {
    private final ServerSocket door;

    private PlumbDoor(ServerSocket door) {
        this.door = door;
    }

    static PlumbDoor open() throws IOException {
        PlumbDoor door = new PlumbDoor(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        new Thread(door::keep, "plumb-door").start();
        return door;
    }

    /** A script to be called as {@code plumb}. Arguments have no line feeds; both streams come as one. */
    Path knocker(Path folder) throws IOException {
        Path script = folder.resolve("plumb");
        Files.writeString(script, """
                #!/usr/bin/env bash
                exec 3<> "/dev/tcp/127.0.0.1/%d"
                printf '%%s\\n' "$#" "$PWD" "$@" >&3
                read -r code <&3
                cat <&3
                exit "$code"
                """.formatted(door.getLocalPort()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private void keep() {
        while (!door.isClosed()) {
            try (Socket caller = door.accept()) {
                answer(caller);
            } catch (SocketException e) {
                // The door is closed, or the caller is gone: both is their own affair.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void answer(Socket caller) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        int count = Integer.parseInt(in.readLine());
        Path directory = Path.of(in.readLine());
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.add(in.readLine());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        ExitCode code = new PlumbCommandLine(new Surroundings(
                        both,
                        both,
                        new BufferedReader(new StringReader("")),
                        Set.of(),
                        Map.of(),
                        directory,
                        new Interruption()))
                .run(arguments.toArray(String[]::new));
        caller.getOutputStream().write((code.code() + "\n").getBytes(StandardCharsets.UTF_8));
        caller.getOutputStream().write(said.toByteArray());
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
