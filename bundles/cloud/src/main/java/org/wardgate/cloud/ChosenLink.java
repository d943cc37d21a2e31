package org.wardgate.cloud;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.PlatformErrors;

/**
 * Of all cloud links the one that a configured filter selects; without one it is not connected. It
 * is chosen here and not by the component runtime, because that one cannot bear a filter that is
 * none: the component would be lost. Thread-safe.
 */
final class ChosenLink implements CloudLink {
  private final Supplier<Filter> filter;
  private final Map<CloudLink, Map<String, Object>> links = new ConcurrentHashMap<>();

  ChosenLink(Supplier<Filter> filter) {
    this.filter = filter;
  }

  /** A link is there, or its properties are others. */
  void offered(CloudLink link, Map<String, ?> properties) {
    Map<String, Object> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(properties);
    links.put(link, copy);
  }

  /** A link is gone. */
  void gone(CloudLink link) {
    links.remove(link);
  }

  @Override
  public boolean connected() {
    return chosen().map(CloudLink::connected).orElse(false);
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    return chosen()
        .map(link -> link.publish(topic, message))
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new RefusedException(
                        PlatformErrors.CLOUD_UNREACHABLE,
                        "no cloud link is selected by " + filter.get())));
  }

  // the one that the framework would choose
  private Optional<CloudLink> chosen() {
    Filter wanted = filter.get();
    return links.entrySet().stream()
        .filter(entry -> wanted.matches(entry.getValue()))
        .min(
            Comparator.<Map.Entry<CloudLink, Map<String, Object>>>comparingLong(
                    entry -> -number(entry.getValue(), Constants.SERVICE_RANKING, 0))
                .thenComparingLong(
                    entry -> number(entry.getValue(), Constants.SERVICE_ID, Long.MAX_VALUE)))
        .map(Map.Entry::getKey);
  }

  private static long number(Map<String, Object> properties, String name, long otherwise) {
    return properties.get(name) instanceof Number number ? number.longValue() : otherwise;
  }
}
