package org.wardgate.emulators.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.emulators.net.Endpoint;

/** Takes telemetry over TCP: answers every line it gets with {@code ok}. */
public final class TelemetryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
  private static final int IDLE_MAX_MILLIS = 60_000;
  private static final int LINE_MAX_CHARS = 1_024;

  private final ServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(TelemetryServer::thread);
  private final AtomicLong lines = new AtomicLong();

  private TelemetryServer(ServerSocket socket) {
    this.socket = socket;
  }

  /** Binds and serves until closed. */
  public static TelemetryServer start(Endpoint endpoint) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(endpoint.socketAddress());
    TelemetryServer server = new TelemetryServer(socket);
    server.threads.execute(server::accept);
    return server;
  }

  /** The port in use. */
  public int port() {
    return socket.getLocalPort();
  }

  /** How many lines arrived. */
  public long linesCount() {
    return lines.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("telemetry connection not accepted: {}", e.getMessage());
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setSoTimeout(IDLE_MAX_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.length() > LINE_MAX_CHARS) {
          return;
        }
        lines.incrementAndGet();
        connection.getOutputStream().write("ok\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      LOG.debug("telemetry connection ended: {}", e.getMessage());
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "telemetry");
    thread.setDaemon(true);
    return thread;
  }
}
