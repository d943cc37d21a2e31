package org.wardgate.platform.felix.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * One connection after the other to the same broker until closed. All changes happen on its own
 * thread. Thread-safe.
 */
final class MqttSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
  private static final int CONNECT_TIMEOUT_SECONDS = 10;
  private static final long CLOSE_WAIT_SECONDS = 5;

  /** A connection that lasted this long was a good one. */
  private static final long LASTING_NANOS = Duration.ofSeconds(10).toNanos();

  private final MqttSettings settings;
  private final char[] password;
  private final String clientId;
  private final Backoff backoff;
  private final Inbound inbound;
  private final String prefix;
  private final Optional<SSLSocketFactory> tls;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "wardgate-mqtt");
            made.setDaemon(true);
            return made;
          });
  private volatile @Nullable MqttConnection current;
  private volatile long acceptedAtNanos;
  private boolean closed;
  private boolean lossReported;

  /**
   * Reads the trust anchors; {@link #start} connects.
   *
   * @param prefix of this gateway's topics, with the slash behind it
   * @param inbound takes what the broker delivers
   * @param password revealed; empty for none
   * @throws RefusedException if they cannot be used
   */
  MqttSession(
      MqttSettings settings,
      char[] password,
      String clientId,
      Backoff backoff,
      String prefix,
      Inbound inbound)
      throws RefusedException {
    this.settings = settings;
    this.password = password.clone();
    this.clientId = clientId;
    this.backoff = backoff;
    this.prefix = prefix;
    this.inbound = inbound;
    this.tls =
        settings.tls() && settings.caFile().isPresent()
            ? Optional.of(BrokerTrust.socketFactory(settings.caFile().get()))
            : Optional.empty();
  }

  void start() {
    thread.execute(this::connect);
  }

  /** The connection, if the broker accepted it and it is up. */
  Optional<MqttConnection> connection() {
    return Optional.ofNullable(current).filter(MqttConnection::connected);
  }

  /** Ends the connection and fails what is outstanding. */
  @Override
  public void close() {
    Future<?> dropped =
        thread.submit(
            () -> {
              closed = true;
              drop();
            });
    try {
      dropped.get(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the connection to {} did not close in time", settings.broker(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }

  private void connect() {
    if (closed) {
      return;
    }
    acceptedAtNanos = 0;
    try {
      MqttConnection fresh =
          new MqttConnection(settings.broker().toString(), clientId, this::arrived, this::ended);
      current = fresh;
      fresh.open(options(), this::accepted);
    } catch (MqttException e) {
      ended(String.valueOf(e.getMessage()));
    }
  }

  private void accepted() {
    acceptedAtNanos = System.nanoTime() | 1;
    LOG.info("connected to {}", settings.broker());
    inbound.topics().forEach(this::subscribe);
  }

  /** Wants a topic's messages, now or as soon as there is a connection. */
  void subscribe(String topic) {
    connection().ifPresent(open -> open.subscribe(prefix + topic));
  }

  private void arrived(String topic, byte[] message) {
    if (topic.startsWith(prefix)) {
      inbound.arrived(topic.substring(prefix.length()), message);
    }
  }

  private void ended(String reason) {
    try {
      thread.execute(() -> again(reason));
    } catch (RejectedExecutionException e) {
      LOG.debug("{} ended after the session: {}", settings.broker(), reason);
    }
  }

  private void again(String reason) {
    if (closed) {
      return;
    }
    drop();
    boolean accepted = acceptedAtNanos != 0;
    if (accepted && System.nanoTime() - acceptedAtNanos >= LASTING_NANOS) {
      backoff.reset();
    }
    long waitMillis = backoff.nextMillis();
    report(accepted, reason, waitMillis);
    ScheduledFuture<?> unused = thread.schedule(this::connect, waitMillis, TimeUnit.MILLISECONDS);
  }

  // one warning for each outage, not one for each attempt: days offline must not fill the log
  private void report(boolean accepted, String reason, long waitMillis) {
    String line =
        Problem.of(PlatformErrors.CLOUD_UNREACHABLE, settings.broker() + ": " + reason).line();
    if (accepted || !lossReported) {
      LOG.warn("{}; next attempt in {} ms", line, waitMillis);
    } else {
      LOG.debug("{}; next attempt in {} ms", line, waitMillis);
    }
    lossReported = true;
  }

  private void drop() {
    MqttConnection old = current;
    current = null;
    if (old != null) {
      old.close();
    }
  }

  private MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(false);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(CONNECT_TIMEOUT_SECONDS);
    options.setKeepAliveInterval(settings.keepAliveSeconds());
    settings.userName().ifPresent(options::setUserName);
    if (password.length > 0) {
      options.setPassword(password);
    }
    tls.ifPresent(options::setSocketFactory);
    return options;
  }
}
