package org.eclipse.kura.cloudconnection.listener;

/** Wants to know which messages have arrived. */
public interface CloudDeliveryListener {
  /**
   * A message has arrived.
   *
   * @param messageId as publishing gave it
   */
  void onMessageConfirmed(String messageId);
}
