package org.wardgate.ward.network;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which MUD URLs were reported already, and how many more may be: anybody on the ward can send DHCP
 * messages as fast as he likes. Thread-safe.
 */
final class MudUrlMemory {
  /** Hardware addresses remembered; the one heard longest ago makes room. */
  static final int MACS_MAX_COUNT = 2_048;

  /** Different URLs heard of one hardware address as long as it is remembered. */
  static final int URLS_PER_MAC_MAX_COUNT = 4;

  /** New claims a second, of all senders together, after as many at once. */
  static final int NEW_PER_SECOND_MAX = 20;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<String, Set<String>> urlsByMac =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MACS_MAX_COUNT;
        }
      };
  private long secondStartNanos;
  private int thisSecondCount;

  MudUrlMemory(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.secondStartNanos = nanoTime.getAsLong();
  }

  /** Whether the claim is new and there is room for it. */
  synchronized boolean admits(MudUrlClaim claim) {
    Set<String> urls = urlsByMac.getOrDefault(claim.mac(), Set.of());
    if (urls.contains(claim.mudUrl()) || urls.size() >= URLS_PER_MAC_MAX_COUNT) {
      return false;
    }
    long now = nanoTime.getAsLong();
    if (now - secondStartNanos >= SECOND_NANOS) {
      secondStartNanos = now;
      thisSecondCount = 0;
    }
    return thisSecondCount++ < NEW_PER_SECOND_MAX;
  }

  /** The claim was reported: it is no news any more. */
  synchronized void remember(MudUrlClaim claim) {
    urlsByMac.computeIfAbsent(claim.mac(), mac -> new HashSet<>()).add(claim.mudUrl());
  }

  /** The report was not taken: the claim is news again. */
  synchronized void forget(MudUrlClaim claim) {
    Set<String> urls = urlsByMac.get(claim.mac());
    if (urls != null) {
      urls.remove(claim.mudUrl());
    }
  }
}
