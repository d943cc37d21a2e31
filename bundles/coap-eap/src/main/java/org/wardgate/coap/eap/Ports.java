package org.wardgate.coap.eap;

import java.time.Clock;
import org.wardgate.api.transport.OpenChannel;
import org.wardgate.api.transport.OscoreSessions;
import org.wardgate.coap.eap.radius.RadiusClient;

/**
 * What an authentication works with.
 *
 * @param serverVouchesForUserName whether the server's User-Name says who was authenticated
 */
record Ports(
    OpenChannel channel,
    OscoreSessions sessions,
    RadiusClient radius,
    IdentityBook identities,
    String nasIdentifier,
    boolean serverVouchesForUserName,
    Limits limits,
    Clock clock) {}
