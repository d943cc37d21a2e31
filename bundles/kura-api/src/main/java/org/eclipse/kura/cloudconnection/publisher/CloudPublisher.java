package org.eclipse.kura.cloudconnection.publisher;

import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.listener.CloudConnectionListener;
import org.eclipse.kura.cloudconnection.listener.CloudDeliveryListener;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.jspecify.annotations.Nullable;

/** Sends messages over a cloud connection, to the topic and with the quality it is configured. */
public interface CloudPublisher {
  /**
   * Sends a message, now or later.
   *
   * @return the id by which its arrival is told, or null if it never will be
   */
  @Nullable String publish(KuraMessage message) throws KuraException;

  /** Adds somebody who wants to know about the connection. */
  void registerCloudConnectionListener(CloudConnectionListener cloudConnectionListener);

  /** Takes them away. */
  void unregisterCloudConnectionListener(CloudConnectionListener cloudConnectionListener);

  /** Adds somebody who wants to know about arrivals. */
  void registerCloudDeliveryListener(CloudDeliveryListener cloudDeliveryListener);

  /** Takes them away. */
  void unregisterCloudDeliveryListener(CloudDeliveryListener cloudDeliveryListener);
}
