package org.wardgate.platform.kura.service;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A service that is registered when what it needs has come for the first time, and stays when that
 * goes: else the whole gateway would stop with it. Thread-safe.
 */
public final class LastingService implements AutoCloseable {
  private enum State {
    ABSENT,
    PRESENT,
    CLOSED
  }

  private final Registry registry;
  private final AtomicReference<State> state = new AtomicReference<>(State.ABSENT);
  private final AtomicReference<@Nullable Runnable> unregister = new AtomicReference<>();

  /** Registers nothing yet. */
  public LastingService(Registry registry) {
    this.registry = registry;
  }

  /** Registers the service, the first time. Others may be called before this returns. */
  public void offer(List<Class<?>> types, Object service) {
    if (!state.compareAndSet(State.ABSENT, State.PRESENT)) {
      return;
    }
    unregister.set(registry.register(types, service, Map.of()));
    if (state.get() == State.CLOSED) {
      close();
    }
  }

  /** Takes the service away for good. */
  @Override
  public void close() {
    state.set(State.CLOSED);
    Runnable registered = unregister.getAndSet(null);
    if (registered != null) {
      registered.run();
    }
  }
}
