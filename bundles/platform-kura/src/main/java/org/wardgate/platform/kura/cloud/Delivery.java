package org.wardgate.platform.kura.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.listener.CloudConnectionListener;
import org.eclipse.kura.cloudconnection.listener.CloudDeliveryListener;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/**
 * What was given to one publisher and is not confirmed yet. A message counts as sent only when the
 * publisher confirms its id: Kura's own store is in memory by default and drops messages when it is
 * full. Confirmations may come in any order, twice, of unknown ids, and before publishing returns.
 * Thread-safe; the publisher is never called with a lock held.
 */
final class Delivery implements CloudDeliveryListener, CloudConnectionListener, AutoCloseable {
  /** Most confirmations kept that came before publishing returned. */
  static final int EARLY_MAX_COUNT = 256;

  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /**
   * A message on its way.
   *
   * @param result completes with its confirmation
   * @param sinceNanos when it was given to the publisher
   */
  private record Pending(CompletableFuture<Void> result, long sinceNanos) {}

  private final CloudPublisher publisher;
  private final LongSupplier nanoTime;
  private final Map<String, Pending> outstanding = new HashMap<>();
  private final Set<String> early = new LinkedHashSet<>();
  private int callsCount;
  private boolean closed;
  private boolean silenceReported;
  private volatile boolean connected = true;

  Delivery(CloudPublisher publisher, LongSupplier nanoTime) {
    this.publisher = publisher;
    this.nanoTime = nanoTime;
  }

  /** Listens from now on. */
  void open() {
    publisher.registerCloudDeliveryListener(this);
    publisher.registerCloudConnectionListener(this);
  }

  boolean of(CloudPublisher other) {
    return publisher == other;
  }

  /** A publisher does not say how it is when one asks: until it says otherwise it is connected. */
  boolean connected() {
    return connected;
  }

  CompletionStage<Void> publish(KuraMessage message, int outstandingMax) {
    synchronized (this) {
      if (closed || !connected) {
        return failed(PlatformErrors.CLOUD_UNREACHABLE, "the publisher is not connected");
      }
      if (outstanding.size() + callsCount >= outstandingMax) {
        return failed(PlatformErrors.CLOUD_BUSY, outstandingMax + " are outstanding");
      }
      callsCount++;
    }
    long sinceNanos = nanoTime.getAsLong();
    try {
      String id = publisher.publish(message);
      return id == null || id.isEmpty() ? unconfirmed() : accepted(id, sinceNanos);
    } catch (KuraException e) {
      return failed(PlatformErrors.CLOUD_UNREACHABLE, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // a publisher that is going away, or is not configured, fails with these
      return failed(PlatformErrors.CLOUD_UNREACHABLE, String.valueOf(e.getMessage()));
    } finally {
      ended();
    }
  }

  private CompletionStage<Void> accepted(String id, long sinceNanos) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Pending replaced = null;
    boolean gone;
    boolean confirmed = false;
    synchronized (this) {
      gone = closed;
      if (!gone) {
        confirmed = early.remove(id);
        if (!confirmed) {
          replaced = outstanding.put(id, new Pending(result, sinceNanos));
        }
      }
    }
    if (gone) {
      return failed(PlatformErrors.CLOUD_UNREACHABLE, "the publisher went away");
    }
    if (replaced != null) {
      // which of the two a confirmation would mean nobody knows: the earlier one is sent again
      fail(replaced, PlatformErrors.CLOUD_UNCONFIRMED, "the publisher gave an id twice");
    }
    if (confirmed) {
      result.complete(null);
    }
    return result;
  }

  private CompletionStage<Void> unconfirmed() {
    boolean first;
    synchronized (this) {
      first = !silenceReported;
      silenceReported = true;
    }
    String detail = "it gives no message id: its quality of service is 0";
    if (first) {
      LOG.warn("{}", Problem.of(PlatformErrors.CLOUD_UNCONFIRMED, detail).line());
    }
    return failed(PlatformErrors.CLOUD_UNCONFIRMED, detail);
  }

  private synchronized void ended() {
    callsCount--;
    if (callsCount == 0) {
      early.clear();
    }
  }

  @Override
  // Kura's own types promise nothing
  @SuppressWarnings("ConstantValue")
  public void onMessageConfirmed(String messageId) {
    Pending confirmed;
    synchronized (this) {
      if (closed || messageId == null) {
        return;
      }
      confirmed = outstanding.remove(messageId);
      if (confirmed == null && callsCount > 0 && early.size() < EARLY_MAX_COUNT) {
        early.add(messageId);
      }
    }
    if (confirmed != null) {
      confirmed.result().complete(null);
    }
  }

  /** Fails what was not confirmed in time. */
  void expire(long olderThanNanos) {
    List<Pending> late = new ArrayList<>();
    synchronized (this) {
      long now = nanoTime.getAsLong();
      for (Iterator<Pending> all = outstanding.values().iterator(); all.hasNext(); ) {
        Pending pending = all.next();
        if (now - pending.sinceNanos() >= olderThanNanos) {
          late.add(pending);
          all.remove();
        }
      }
    }
    late.forEach(
        pending -> fail(pending, PlatformErrors.CLOUD_UNREACHABLE, "no confirmation in time"));
  }

  @Override
  public void onDisconnected() {
    connected = false;
  }

  @Override
  public void onConnectionLost() {
    connected = false;
  }

  @Override
  public void onConnectionEstablished() {
    connected = true;
  }

  /** Fails what is outstanding; listens no more. */
  @Override
  public void close() {
    List<Pending> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(outstanding.values());
      outstanding.clear();
      early.clear();
    }
    left.forEach(
        pending -> fail(pending, PlatformErrors.CLOUD_UNREACHABLE, "the publisher went away"));
    try {
      publisher.unregisterCloudDeliveryListener(this);
      publisher.unregisterCloudConnectionListener(this);
    } catch (RuntimeException e) {
      // one that is gone already
      LOG.debug("the publisher was gone before its listeners", e);
    }
  }

  private static void fail(Pending pending, ErrorCode code, String detail) {
    pending.result().completeExceptionally(new RefusedException(code, detail));
  }

  static CompletionStage<Void> failed(ErrorCode code, String detail) {
    return CompletableFuture.failedFuture(new RefusedException(code, detail));
  }
}
