package org.wardgate.transport.coap.oscore;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries put last. Not thread-safe. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int max;

  Recent(int max) {
    this.max = max;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > max;
  }
}
