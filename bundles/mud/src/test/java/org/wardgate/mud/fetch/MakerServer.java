package org.wardgate.mud.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.mud.testing.Signers;

/** A maker's HTTPS server on loopback that does what a test tells it. */
final class MakerServer implements AutoCloseable {
  /** Answers one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Paths asked for, in order. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** A server whose certificate is issued by the given CA for the given host. */
  MakerServer(Signers ca, String certifiedHost) {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(ca, certifiedHost)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no server on loopback", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String authority() {
    return "localhost:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "https://" + authority() + path;
  }

  void answer(String path, Answer answer) {
    answers.put(path, answer);
  }

  void serve(String path, Bytes content) {
    answer(path, exchange -> send(exchange, 200, content));
  }

  static void send(HttpExchange exchange, int status, Bytes content) throws IOException {
    exchange.sendResponseHeaders(status, content.length() == 0 ? -1 : content.length());
    exchange.getResponseBody().write(content.toArray());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try (exchange) {
      answers.getOrDefault(path, missing -> send(missing, 404, Bytes.EMPTY)).to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SSLContext context(Signers ca, String host)
      throws GeneralSecurityException, IOException {
    KeyPair keys = EcKeys.generateP256();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server",
        keys.getPrivate(),
        new char[0],
        new Certificate[] {ca.server(keys, host), ca.anchor()});
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
