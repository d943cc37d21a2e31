package org.wardgate.transport.coap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the service bound last. Thread-safe. */
final class Slot<T> {
  private volatile @Nullable T content;

  synchronized void fill(T service) {
    content = service;
  }

  /** Empties the slot, unless another service took its place. */
  synchronized void clear(T service) {
    if (content == service) {
      content = null;
    }
  }

  Optional<T> get() {
    return Optional.ofNullable(content);
  }
}
