package org.eclipse.kura.cloudconnection.listener;

/** Wants to know whether there is a connection to the cloud. */
public interface CloudConnectionListener {
  /** It was ended. */
  void onDisconnected();

  /** It broke. */
  void onConnectionLost();

  /** It is there. */
  void onConnectionEstablished();
}
