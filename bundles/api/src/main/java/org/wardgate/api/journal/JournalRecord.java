package org.wardgate.api.journal;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * A record as stored.
 *
 * @param sequence from 1, without gaps
 * @param at when it was decided
 * @param kind what it is
 * @param subject the device it is about, absent if none
 * @param payloadSha256 digest of the payload, kept when the payload is erased
 * @param payload absent if erased
 * @param chainSha256 digest over the previous record's and this record's fields
 */
public record JournalRecord(
    long sequence,
    Instant at,
    String kind,
    Optional<DeviceId> subject,
    Bytes payloadSha256,
    Optional<Bytes> payload,
    Bytes chainSha256) {}
