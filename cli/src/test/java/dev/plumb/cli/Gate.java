package dev.plumb.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Where the calls of a {@link GatedFunction} end, in whichever process they are made: it counts them and keeps them until it is opened. */
final class Gate implements AutoCloseable {
    /** Says where the gate is. */
    static final String VARIABLE = "TEST_GATE";

    private final ServerSocket server;
    private final List<Long> passed = new CopyOnWriteArrayList<>();
    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    Gate() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    String port() {
        return String.valueOf(server.getLocalPort());
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "gate");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket call = server.accept();
                start(() -> answer(call));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void answer(Socket call) {
        try (call;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8));
                PrintStream out = new PrintStream(call.getOutputStream(), true, StandardCharsets.UTF_8)) {
            passed.addAll(Arrays.stream(in.readLine().split(" ", -1))
                    .map(Long::valueOf)
                    .toList());
            called.countDown();
            open.await();
            out.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when there was a call. */
    void awaitCall() throws InterruptedException {
        called.await();
    }

    /** Lets all calls pass, those that wait and those to come. */
    void open() {
        open.countDown();
    }

    /** The ids that it was called with so far. */
    List<Long> passed() {
        return passed;
    }

    @Override
    public void close() {
        open();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
