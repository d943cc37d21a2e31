package org.wardgate.mud.fetch;

import java.net.http.HttpClient;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;

/**
 * One HTTP client that exists only while something is being fetched, so that an idle gateway keeps
 * no threads, no trust store and no connections. Thread-safe.
 */
final class ClientLease {
  // Looking up a host name blocks a thread of the client, longer than our timeout perhaps; there
  // must be threads left for fetches that make progress.
  private static final int THREADS_MAX_COUNT = 2 * FetchQueue.RUNNING_MAX_COUNT;
  private static final int IDLE_SECONDS = 5;

  private final Supplier<FetchSettings> settings;
  private @Nullable HttpClient client;
  private @Nullable ThreadPoolExecutor executor;
  private int users;

  ClientLease(Supplier<FetchSettings> settings) {
    this.settings = settings;
  }

  /** The client; each call needs one {@link #release}. */
  synchronized HttpClient acquire() throws RefusedException {
    HttpClient current = client;
    if (current == null) {
      current = create(settings.get());
      client = current;
    }
    users++;
    return current;
  }

  /** Gives the client back; the last one out closes it. */
  synchronized void release() {
    users--;
    if (users == 0) {
      // The client has no close before Java 21: its selector thread ends with the last reference.
      client = null;
      if (executor != null) {
        executor.shutdown();
        executor = null;
      }
    }
  }

  private HttpClient create(FetchSettings current) throws RefusedException {
    SSLContext trust = TlsTrust.context(current.tlsAnchorsFile());
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS_MAX_COUNT,
            THREADS_MAX_COUNT,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.named("mud-http"));
    threads.allowCoreThreadTimeOut(true);
    executor = threads;
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(current.timeout())
        .sslContext(trust)
        .executor(threads)
        .build();
  }
}
