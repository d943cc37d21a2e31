package org.wardgate.api.platform;

/** Which gateway this is. */
public interface GatewayIdentity {
  /** Unique in the hospital, 1 to 64 characters of {@code [a-z0-9-]}. */
  String gatewayId();

  /** The ward it stands in, for people. */
  String wardName();
}
