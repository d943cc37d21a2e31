package org.wardgate.console.ports;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * A service that may be replaced while requests are being served: a request that finds it away
 * waits a moment for the next one. Thread-safe.
 *
 * @param <T> the service
 */
public final class Port<T> {

  /** Longest a request waits for a part that is being replaced. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String name;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable T service;

  Port(String name, Duration patience) {
    this.name = name;
    this.patience = patience;
  }

  /** What people call this part. */
  public String name() {
    return name;
  }

  void bind(T fresh) {
    lock.lock();
    try {
      service = fresh;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void unbind(T gone) {
    lock.lock();
    try {
      if (service == gone) {
        service = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** The service, if it is there now. */
  public Optional<T> now() {
    lock.lock();
    try {
      return Optional.ofNullable(service);
    } finally {
      lock.unlock();
    }
  }

  /**
   * The service, waiting a moment if it is away.
   *
   * @throws RefusedException {@link ConsoleErrors#NOT_SERVING}
   */
  public T get() throws RefusedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (service == null) {
        if (nanos <= 0) {
          throw new RefusedException(ConsoleErrors.NOT_SERVING, name);
        }
        nanos = changed.awaitNanos(nanos);
      }
      return service;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ConsoleErrors.NOT_SERVING, name, e);
    } finally {
      lock.unlock();
    }
  }
}
