package org.wardgate.registrar.masa;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.Masa;

/** HTTP clients, one for each MASA and credential, a few at most. Thread-safe. */
final class MasaClients implements AutoCloseable {
  /** Most clients kept; each has a thread of its own. */
  static final int CLIENTS_MAX_COUNT = 8;

  private static final int THREADS_MAX_COUNT = 8;
  private static final int IDLE_SECONDS = 5;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

  private record Key(Masa masa, GatewayCredential credential) {}

  private final ThreadPoolExecutor threads;
  private final Map<Key, HttpClient> clients = new LinkedHashMap<>();

  MasaClients() {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            THREADS_MAX_COUNT,
            THREADS_MAX_COUNT,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "masa-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  synchronized HttpClient client(Masa masa, GatewayCredential credential) throws RefusedException {
    Key key = new Key(masa, credential);
    HttpClient known = clients.remove(key);
    if (known == null) {
      known = create(masa, credential);
    }
    // the one used longest ago goes; its selector thread ends with the last reference
    clients.put(key, known);
    if (clients.size() > CLIENTS_MAX_COUNT) {
      clients.remove(clients.keySet().iterator().next());
    }
    return known;
  }

  private HttpClient create(Masa masa, GatewayCredential credential) throws RefusedException {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_MAX)
        .sslContext(MasaTls.context(masa, credential))
        .sslParameters(parameters)
        .executor(threads)
        .build();
  }

  @Override
  public synchronized void close() {
    clients.clear();
    threads.shutdown();
  }
}
