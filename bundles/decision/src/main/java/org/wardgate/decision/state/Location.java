package org.wardgate.decision.state;

import java.util.Optional;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.transport.TransportKind;

/**
 * How a device reaches us.
 *
 * @param transport what carries its datagrams
 * @param address its IP address as text, empty if not known
 * @param binding both addresses, absent until its hardware address is known
 */
public record Location(TransportKind transport, String address, Optional<NetworkBinding> binding) {}
