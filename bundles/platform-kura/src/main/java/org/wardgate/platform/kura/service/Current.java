package org.wardgate.platform.kura.service;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A service that comes and goes. If it comes twice the later one counts, whatever becomes of the
 * earlier one. Thread-safe.
 *
 * @param <T> its type
 */
public final class Current<T> implements Supplier<Optional<T>> {
  private volatile Optional<T> present = Optional.empty();

  /** It is there. */
  public synchronized void appeared(T service) {
    present = Optional.of(service);
  }

  /** It is gone, unless another one has come. */
  public synchronized void vanished(T service) {
    present = present.filter(other -> other != service);
  }

  @Override
  public Optional<T> get() {
    return present;
  }
}
