package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportErrors;

/**
 * Keeps the endpoint open while there is a credential to show and somebody to authenticate peers,
 * and for a grace time after: a bundle being replaced shall not cost the ward its sessions. During
 * the grace time no new handshake succeeds. All changes happen on one thread of its own.
 */
final class EndpointKeeper {
  /** How long sessions outlive the services they need for new handshakes. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /** Time between attempts to bind an address that is not free. */
  static final Duration RETRY = Duration.ofSeconds(2);

  /** How long saved sessions wait for the services that judge them. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Longest wait for a change: saying goodbye to many takes a while. */
  static final Duration CHANGE_MAX = Duration.ofSeconds(30);

  /** Services that start together come one after the other; sessions need several to go on. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(EndpointKeeper.class);

  private final CoapsEndpoint.Parts parts;
  private final Function<Duration, Optional<SessionArchive>> archive;
  private final Duration grace;
  private final Duration patience;
  private final ScheduledThreadPoolExecutor control = Threads.pool("wardgate-coap-control", 1);
  private final Consumer<Optional<RefusedException>> trouble;
  private Settings settings;
  private boolean held;
  private @Nullable Future<?> closing;
  private @Nullable Future<?> retry;
  private String lastFailure = "";
  private @Nullable SessionArchive saved;
  private long savedAt;
  private long restoreNanos;
  private volatile @Nullable CoapsEndpoint endpoint;

  /**
   * @param archive where sessions are kept over a restart, for their age limit; absent if nowhere
   * @param grace how long the endpoint stays open without the services it needs
   * @param patience how long saved sessions wait for the services that judge them
   * @param trouble hears why the address cannot be bound, and when it is
   */
  EndpointKeeper(
      Settings settings,
      CoapsEndpoint.Parts parts,
      Function<Duration, Optional<SessionArchive>> archive,
      Duration grace,
      Duration patience,
      Consumer<Optional<RefusedException>> trouble) {
    this.settings = settings;
    this.parts = parts;
    this.archive = archive;
    this.grace = grace;
    this.patience = patience;
    this.trouble = trouble;
  }

  /** The endpoint, if it is open. */
  Optional<CoapsEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** Ends what the device has now and what it is about to have, also while nothing is open. */
  void close(DeviceId device) {
    parts.closures().close(device);
    endpoint().ifPresent(open -> open.close(device));
  }

  /** Looks again at what is there, when what comes together has come. */
  void reconsider() {
    try {
      Future<?> unused =
          control.schedule(this::reconcile, SETTLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing to do: the transport has ended");
    }
  }

  /** Opens nothing until {@link #go}. Before anything else. */
  void hold() {
    held = true;
  }

  /** Opens when it can. */
  void go() {
    submit(
        () -> {
          if (held) {
            held = false;
            reconcile();
          }
        });
  }

  /**
   * Takes other settings. An open endpoint is replaced: the sessions go on in the new one.
   *
   * @throws RefusedException if the address cannot be bound: what was open is open
   */
  void change(Settings next) throws RefusedException {
    CompletableFuture<Optional<RefusedException>> done = new CompletableFuture<>();
    submit(() -> done.complete(replace(next)));
    Optional<RefusedException> refused;
    try {
      refused = done.get(CHANGE_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException | TimeoutException e) {
      throw new RefusedException(TransportErrors.ENDPOINT_FAILED, "it does not change in time", e);
    }
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  private Optional<RefusedException> replace(Settings next) {
    Settings before = settings;
    CoapsEndpoint open = endpoint;
    if (open == null) {
      settings = next;
      reconcile();
      return Optional.empty();
    }
    try {
      if (Settings.overlap(open.address(), next.address())) {
        shut();
        settings = next;
        take(opened(next));
      } else {
        CoapsEndpoint opened = opened(next);
        shut();
        settings = next;
        take(opened);
      }
      return Optional.empty();
    } catch (RefusedException e) {
      LOG.error("{}; {} stays", e.getMessage(), before.address());
      settings = before;
      reconcile();
      return Optional.of(e);
    }
  }

  /** Closes everything and waits for it. */
  void stop() {
    submit(this::shut);
    control.shutdown();
    try {
      if (!control.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The CoAPS endpoint did not close in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Services may still come and go after the end. */
  private void submit(Runnable task) {
    try {
      control.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing to do: the transport has ended");
    }
  }

  private void reconcile() {
    if (held) {
      return;
    }
    boolean wanted =
        parts.credential().get().isPresent() && parts.authenticator().get().isPresent();
    if (wanted) {
      stay();
      if (endpoint == null) {
        open();
      }
    } else if (endpoint != null && closing == null) {
      LOG.info("New handshakes are refused until the services for them are back");
      closing = control.schedule(this::shut, grace.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void stay() {
    Future<?> pending = closing;
    if (pending != null) {
      pending.cancel(false);
      closing = null;
    }
  }

  private void open() {
    if (retry != null) {
      retry.cancel(false);
    }
    try {
      take(opened(settings));
      if (!lastFailure.isEmpty()) {
        lastFailure = "";
        trouble.accept(Optional.empty());
      }
    } catch (RefusedException e) {
      if (!lastFailure.equals(e.detail())) {
        lastFailure = e.detail();
        LOG.error("{}; trying again every {} s", e.getMessage(), RETRY.toSeconds());
        trouble.accept(Optional.of(e));
      }
      retry = control.schedule(this::reconcile, RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private CoapsEndpoint opened(Settings wanted) throws RefusedException {
    String idPrefix = "coap-" + UUID.randomUUID().toString().substring(0, 13) + "-";
    return CoapsEndpoint.open(wanted, parts, idPrefix);
  }

  private void take(CoapsEndpoint opened) {
    endpoint = opened;
    opened.closeMissed();
    InetSocketAddress address = opened.address();
    LOG.info("CoAPS endpoint open at {}", address);
    saved = archive().filter(SessionArchive::present).orElse(null);
    restoreNanos = System.nanoTime();
    restore();
  }

  /** New handshakes are served meanwhile; what is taken too early would be lost. */
  private void restore() {
    SessionArchive archive = saved;
    CoapsEndpoint open = endpoint;
    if (archive == null || open == null) {
      return;
    }
    List<String> missing = parts.missing(archive.sharedKeys());
    if (!missing.isEmpty() && System.nanoTime() - restoreNanos < patience.toNanos()) {
      LOG.debug("Saved sessions wait for {}", missing);
      Future<?> unused = control.schedule(this::restore, SETTLE.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    if (!missing.isEmpty()) {
      LOG.warn("Saved sessions are judged without {}", missing);
    }
    saved = null;
    try {
      open.restore(archive, savedAt);
    } catch (RuntimeException e) {
      LOG.warn("Saved sessions are ignored, devices shake hands anew", e);
    }
  }

  private void shut() {
    stay();
    saved = null;
    savedAt = parts.closures().now();
    CoapsEndpoint open = endpoint;
    endpoint = null;
    if (open != null) {
      archive().ifPresentOrElse(open::stop, open::stop);
      LOG.info("CoAPS endpoint closed");
    }
  }

  private Optional<SessionArchive> archive() {
    Duration kept = settings.sessionsKept();
    return kept.isZero() ? Optional.empty() : archive.apply(kept);
  }
}
