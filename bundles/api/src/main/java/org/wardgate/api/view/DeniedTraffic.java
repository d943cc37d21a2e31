package org.wardgate.api.view;

import java.net.InetAddress;
import java.time.Instant;

/**
 * Packets that a device sent somewhere and that its policy denied. Old ones count less.
 *
 * @param destination where they went
 * @param protocol IP protocol number
 * @param port destination port, 0 if the protocol has none
 * @param count packets, halved every day
 * @param lastAt when the newest was seen
 */
public record DeniedTraffic(
    InetAddress destination, int protocol, int port, double count, Instant lastAt) {}
