package org.eclipse.kura.cloudconnection.message;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.kura.message.KuraPayload;

/** A message and what is known about it. */
public class KuraMessage {
  private final KuraPayload payload;
  private final Map<String, Object> properties;

  /** A message of which nothing more is known. */
  public KuraMessage(KuraPayload payload) {
    this(payload, Map.of());
  }

  /** A message; the properties are copied. */
  public KuraMessage(KuraPayload payload, Map<String, Object> properties) {
    this.payload = payload;
    this.properties = new HashMap<>(properties);
  }

  /** What is known about it. */
  public Map<String, Object> getProperties() {
    return properties;
  }

  /** Its content. */
  public KuraPayload getPayload() {
    return payload;
  }
}
