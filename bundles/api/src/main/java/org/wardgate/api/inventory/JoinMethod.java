package org.wardgate.api.inventory;

/** How a device may prove who it is when it joins. */
public enum JoinMethod {
  /** With its IDevID. */
  CERTIFICATE,
  /** With a key that it alone shares with the gateway. */
  SHARED_KEY,
  /** With an EAP method (RFC 9820). */
  EAP
}
