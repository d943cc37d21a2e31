package org.wardgate.emulators.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;

/**
 * Never looks at the nonce: answers with evidence this device gave on an earlier occasion, and next
 * with what it overheard of another device, in turn.
 */
final class ReplayAttester implements Attester {
  private final Deque<Supplier<Optional<Bytes>>> sources = new ArrayDeque<>();
  private final Bytes recorded;

  ReplayAttester(Bytes recorded, Supplier<Optional<Bytes>> overheard) {
    this.recorded = recorded;
    sources.add(() -> Optional.of(recorded));
    sources.add(overheard);
  }

  @Override
  public synchronized Bytes evidence(Bytes nonce) {
    Supplier<Optional<Bytes>> next = sources.removeFirst();
    sources.addLast(next);
    return next.get().orElse(recorded);
  }
}
