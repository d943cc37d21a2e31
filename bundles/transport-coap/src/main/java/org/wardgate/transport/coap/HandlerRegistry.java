package org.wardgate.transport.coap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.transport.ResourceHandler;

/**
 * The handlers by path. While one is replaced, its path stays known: the newest registered serves,
 * and a path that lost its last handler is remembered as temporarily absent. Thread-safe.
 */
final class HandlerRegistry {
  /** Paths remembered after their handler went. */
  static final int REMEMBERED_MAX_COUNT = 256;

  private final Object lock = new Object();
  private final Set<String> remembered = new LinkedHashSet<>();
  private volatile Map<String, List<ResourceHandler>> byPath = Map.of();

  void add(ResourceHandler handler) {
    synchronized (lock) {
      Map<String, List<ResourceHandler>> next = new TreeMap<>(byPath);
      next.merge(handler.path(), List.of(handler), HandlerRegistry::concat);
      byPath = next;
      if (remembered.size() < REMEMBERED_MAX_COUNT) {
        remembered.add(handler.path());
      }
    }
  }

  void remove(ResourceHandler handler) {
    synchronized (lock) {
      Map<String, List<ResourceHandler>> next = new TreeMap<>(byPath);
      next.computeIfPresent(
          handler.path(),
          (path, all) -> {
            List<ResourceHandler> rest = all.stream().filter(h -> h != handler).toList();
            return rest.isEmpty() ? null : rest;
          });
      byPath = next;
    }
  }

  private static List<ResourceHandler> concat(
      List<ResourceHandler> older, List<ResourceHandler> newer) {
    List<ResourceHandler> all = new ArrayList<>(older);
    all.addAll(newer);
    return List.copyOf(all);
  }

  /** The handler registered last for the path. */
  Optional<ResourceHandler> find(String path) {
    List<ResourceHandler> all = byPath.get(path);
    return all == null ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Whether the path had a handler before. */
  boolean known(String path) {
    synchronized (lock) {
      return remembered.contains(path);
    }
  }

  /** The serving handler of every path, by path. */
  Collection<ResourceHandler> serving() {
    return byPath.values().stream().map(all -> all.get(all.size() - 1)).toList();
  }
}
