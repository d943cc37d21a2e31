package org.wardgate.ward.network;

import java.net.InetAddress;
import org.wardgate.api.policy.NetworkBinding;

/**
 * A packet of the ward that met no permission.
 *
 * @param source addresses it came with
 * @param destination where it was to go
 * @param protocol IP protocol number, 0 to 255
 * @param port destination port, 0 if its protocol has none
 */
record DeniedPacket(NetworkBinding source, InetAddress destination, int protocol, int port) {}
