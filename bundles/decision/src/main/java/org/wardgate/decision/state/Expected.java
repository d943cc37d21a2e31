package org.wardgate.decision.state;

import java.time.Instant;

/**
 * Another gateway handed a device over to this one; it has not come yet.
 *
 * @param fromGateway who signed
 * @param validUntil until when it may come
 */
public record Expected(String fromGateway, Instant validUntil) {}
