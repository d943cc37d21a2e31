package org.wardgate.emulators.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.emulators.net.Endpoint;

/**
 * The makers' web server over HTTPS: MUD files as {@code application/mud+json} (RFC 8520 §13.2) and
 * their detached signatures, from one folder per host name.
 */
public final class MakerServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MakerServer.class);
  private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
  private static final Pattern FILE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9]+)+");
  private static final int THREADS = 4;

  private final HttpsServer server;
  private final ExecutorService threads;
  private final Path folder;

  private MakerServer(HttpsServer server, Path folder) {
    this.server = server;
    this.folder = folder;
    this.threads = Executors.newFixedThreadPool(THREADS, MakerServer::thread);
  }

  /** Binds and serves until closed. */
  public static MakerServer start(Endpoint endpoint, Path folder, SSLContext tls)
      throws IOException {
    HttpsServer https = HttpsServer.create(endpoint.socketAddress(), 64);
    https.setHttpsConfigurator(new HttpsConfigurator(tls));
    MakerServer server = new MakerServer(https, folder);
    https.setExecutor(server.threads);
    https.createContext("/", server::handle);
    https.start();
    return server;
  }

  /** The port in use. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path file = file(exchange);
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
      } else if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("Content-Type", type(file.toString()));
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      }
      LOG.info("{} {}", exchange.getRequestURI().getPath(), exchange.getResponseCode());
    }
  }

  private Path file(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Host");
    String host = header == null ? "" : header.replaceFirst(":[0-9]{1,5}$", "");
    String path = exchange.getRequestURI().getPath();
    String name = path.isEmpty() ? "" : path.substring(1);
    boolean plain = HOST.matcher(host).matches() && FILE.matcher(name).matches();
    return plain ? folder.resolve(host).resolve(name) : folder.resolve("no-such-file");
  }

  private static String type(String file) {
    return file.endsWith(".json") ? "application/mud+json" : "application/pkcs7-signature";
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "maker-https");
    thread.setDaemon(true);
    return thread;
  }
}
