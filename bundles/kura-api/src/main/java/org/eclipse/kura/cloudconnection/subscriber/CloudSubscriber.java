package org.eclipse.kura.cloudconnection.subscriber;

import org.eclipse.kura.cloudconnection.listener.CloudConnectionListener;
import org.eclipse.kura.cloudconnection.subscriber.listener.CloudSubscriberListener;

/** Receives messages over a cloud connection, of the topics it is configured for. */
public interface CloudSubscriber {
  /** Adds somebody who wants the messages. */
  void registerCloudSubscriberListener(CloudSubscriberListener listener);

  /** Takes them away. */
  void unregisterCloudSubscriberListener(CloudSubscriberListener listener);

  /** Adds somebody who wants to know about the connection. */
  void registerCloudConnectionListener(CloudConnectionListener cloudConnectionListener);

  /** Takes them away. */
  void unregisterCloudConnectionListener(CloudConnectionListener cloudConnectionListener);
}
