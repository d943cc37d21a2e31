package org.wardgate.api.journal;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * A record to be.
 *
 * @param at when it was decided
 * @param kind what it is, 1 to 64 characters of {@code [a-z0-9.-]}
 * @param subject the device it is about, absent if none
 * @param payload JSON in UTF-8, at most {@link Journal#PAYLOAD_MAX_BYTES}
 */
public record JournalEntry(Instant at, String kind, Optional<DeviceId> subject, Bytes payload) {}
