package org.wardgate.registrar.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.x509.SubjectAltName;
import org.wardgate.registrar.testing.TestCa.Identity;

/**
 * A manufacturer's MASA on loopback: a real HTTPS server that verifies registrars' requests, signs
 * vouchers and keeps a log; or does what a test tells it.
 */
public final class EmulatedMasa implements AutoCloseable {
  /** Where vouchers are asked for. */
  public static final String VOUCHER = "/.well-known/brski/requestvoucher";

  /** Where logs are asked for. */
  public static final String AUDIT_LOG = "/.well-known/brski/requestauditlog";

  /** Answers one request. */
  public interface Answer {
    void to(HttpExchange exchange, Bytes body) throws IOException, InterruptedException;
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Paths asked for, in order. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** Certificates that clients authenticated with. */
  public final List<Certificate> clients = new CopyOnWriteArrayList<>();

  /** What it does when nobody tells it otherwise. */
  public final MasaService service;

  /** The MASA of a scene, whose server has a certificate for localhost. */
  public EmulatedMasa(Scene scene) {
    this(scene, scene.masaRoot.server(SubjectAltName.dns("localhost")));
  }

  /** With another server certificate. */
  public EmulatedMasa(Scene scene, Identity tls) {
    service = new MasaService(scene);
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(configurator(context(tls)));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no server on loopback", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    answer(VOUCHER, service::voucher);
    answer(AUDIT_LOG, service::auditLog);
  }

  public String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  public void answer(String path, Answer answer) {
    answers.put(path, answer);
  }

  public static void send(HttpExchange exchange, int status, String type, Bytes content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, content.length() == 0 ? -1 : content.length());
    exchange.getResponseBody().write(content.toArray());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    Bytes body = Bytes.of(exchange.getRequestBody().readAllBytes());
    try (exchange) {
      try {
        clients.add(((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
      } catch (SSLPeerUnverifiedException e) {
        send(exchange, 401, "text/plain", Bytes.EMPTY);
        return;
      }
      answers
          .getOrDefault(path, (one, ignored) -> send(one, 404, "text/plain", Bytes.EMPTY))
          .to(exchange, body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpsConfigurator configurator(SSLContext context) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setNeedClientAuth(true);
        parameters.setSSLParameters(tls);
      }
    };
  }

  private static SSLContext context(Identity tls) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "test".toCharArray();
    store.setKeyEntry("tls", tls.key(), password, new Certificate[] {tls.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    // RFC 8995 §5.4.1: registrars are strangers; their requests' signatures say who they are
    context.init(keys.getKeyManagers(), new TrustManager[] {new AnyClient()}, null);
    return context;
  }

  private static final class AnyClient extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
