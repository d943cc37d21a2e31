package org.eclipse.kura.cloudconnection.subscriber.listener;

import org.eclipse.kura.cloudconnection.message.KuraMessage;

/** Wants what the cloud sends. */
public interface CloudSubscriberListener {
  /** A message came. */
  void onMessageArrived(KuraMessage message);
}
