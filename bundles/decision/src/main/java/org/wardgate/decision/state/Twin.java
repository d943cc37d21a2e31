package org.wardgate.decision.state;

import java.time.Instant;

/**
 * A device's identity was seen in two places at once.
 *
 * @param held where the session is that stayed
 * @param refused where the newcomer was
 * @param at when
 */
public record Twin(String held, String refused, Instant at) {}
