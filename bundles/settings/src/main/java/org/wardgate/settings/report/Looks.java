package org.wardgate.settings.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often components have looked at what they were given. Thread-safe. */
final class Looks {
  /** Components counted; beyond it the one not heard of for longest is forgotten. */
  static final int COMPONENTS_MAX_COUNT = 256;

  private final Map<String, Long> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > COMPONENTS_MAX_COUNT;
        }
      };

  synchronized void add(String name) {
    counts.merge(name, 1L, Long::sum);
  }

  synchronized long count(String name) {
    return counts.getOrDefault(name, 0L);
  }
}
