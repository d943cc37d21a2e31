package org.wardgate.coap.eap;

import java.time.Clock;
import org.wardgate.api.transport.OpenChannel;
import org.wardgate.api.transport.OscoreSessions;
import org.wardgate.coap.eap.radius.RadiusClient;

/** What an authentication works with. */
record Ports(
    OpenChannel channel,
    OscoreSessions sessions,
    RadiusClient radius,
    IdentityBook identities,
    String nasIdentifier,
    Limits limits,
    Clock clock) {}
