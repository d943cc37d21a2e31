package org.eclipse.kura.message;

import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message's content: named values, bytes, or both. Not thread-safe. */
public class KuraPayload {
  private final Map<String, Object> metrics = new HashMap<>();
  private @Nullable Date timestamp;
  private @Nullable KuraPosition position;
  private byte @Nullable [] body;

  /** Empty. */
  public KuraPayload() {}

  /** When it was made, if that is known. */
  public @Nullable Date getTimestamp() {
    return timestamp;
  }

  /** Says when it was made. */
  public void setTimestamp(@Nullable Date timestamp) {
    this.timestamp = timestamp;
  }

  /** Where it was made, if that is known. */
  public @Nullable KuraPosition getPosition() {
    return position;
  }

  /** Says where it was made. */
  public void setPosition(@Nullable KuraPosition position) {
    this.position = position;
  }

  /** A value, if there is one of that name. */
  public @Nullable Object getMetric(String name) {
    return metrics.get(name);
  }

  /** Sets a value. */
  public void addMetric(String name, Object value) {
    metrics.put(name, value);
  }

  /** Takes a value away. */
  public void removeMetric(String name) {
    metrics.remove(name);
  }

  /** Takes all values away. */
  public void removeAllMetrics() {
    metrics.clear();
  }

  /** The values' names. */
  public Set<String> metricNames() {
    return Collections.unmodifiableSet(metrics.keySet());
  }

  /** The values' names, one after the other. */
  public Iterator<String> metricsIterator() {
    return metrics.keySet().iterator();
  }

  /** The values by name. */
  public Map<String, Object> metrics() {
    return Collections.unmodifiableMap(metrics);
  }

  /** The bytes themselves, if there are any. */
  public byte @Nullable [] getBody() {
    return body;
  }

  /** Sets the bytes, which are not copied. */
  public void setBody(byte @Nullable [] body) {
    this.body = body;
  }
}
