package org.wardgate.api.transport;

import java.net.InetAddress;
import org.wardgate.api.identity.PeerIdentity;

/**
 * The far end of an established, authenticated session: the handshake is complete and the peer
 * proved possession of its certificate's key.
 *
 * @param identity who it proved to be
 * @param kind what carries the session
 * @param address where its datagrams come from
 * @param port where its datagrams come from, 1 to 65535
 * @param session unique for the life of the gateway's process
 */
public record Peer(
    PeerIdentity identity, TransportKind kind, InetAddress address, int port, String session) {}
