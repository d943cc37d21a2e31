package org.wardgate.api.transport;

/** Told of sessions by every transport; registered as an OSGi service. Must not block. */
public interface SessionListener {
  /** The handshake is complete and the peer is authenticated. */
  void established(Peer peer);

  /** The session is gone. */
  void closed(Peer peer);
}
