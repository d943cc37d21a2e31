package org.wardgate.api.transport;

import java.net.InetAddress;
import java.util.OptionalInt;
import org.wardgate.api.Bytes;

/**
 * A request that came without any protection. Nothing in it is authenticated, not even where it
 * came from.
 *
 * @param address where it seems to come from
 * @param port where it seems to come from, 1 to 65535
 * @param contentFormat of the payload, absent if the request named none
 * @param payload at most {@link OpenResource#payloadMaxBytes()}
 */
public record OpenRequest(
    InetAddress address, int port, OptionalInt contentFormat, Bytes payload) {}
