package org.wardgate.decision.state;

/** Who named a device's MUD URL, best first. */
public enum UrlSource {
  /** The manufacturer, in the IDevID. */
  IDEVID,
  /** The operator, in the inventory. */
  INVENTORY,
  /** The device itself, over CoAP; its manufacturer does not vouch for it. */
  COAP,
  /** A DHCP message with the device's hardware address; nobody vouches for it. */
  DHCP,
  /** Nobody yet. */
  NONE;

  /** Whether somebody vouches for it. */
  public boolean authenticated() {
    return this == IDEVID || this == INVENTORY;
  }
}
