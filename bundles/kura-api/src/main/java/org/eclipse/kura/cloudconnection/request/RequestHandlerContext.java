package org.eclipse.kura.cloudconnection.request;

import java.util.Map;
import org.eclipse.kura.cloudconnection.publisher.CloudNotificationPublisher;

/** Where a request comes from. */
public class RequestHandlerContext {
  private final CloudNotificationPublisher notificationPublisher;
  private final Map<String, String> contextProperties;

  /** A context; the properties are copied. */
  public RequestHandlerContext(
      CloudNotificationPublisher notificationPublisher, Map<String, String> contextProperties) {
    this.notificationPublisher = notificationPublisher;
    this.contextProperties = Map.copyOf(contextProperties);
  }

  /** Over what notices go back. */
  public CloudNotificationPublisher getNotificationPublisher() {
    return notificationPublisher;
  }

  /** What is known about the request's origin. */
  public Map<String, String> getContextProperties() {
    return contextProperties;
  }
}
