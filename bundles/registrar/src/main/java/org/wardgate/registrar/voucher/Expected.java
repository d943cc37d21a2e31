package org.wardgate.registrar.voucher;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * What a voucher must say to be handed on.
 *
 * @param pledge whom it is for
 * @param nonce of the pledge's request
 * @param own whom it must pin
 * @param nonceless whether a voucher without a nonce counts, and for how long
 * @param now the time
 */
public record Expected(
    Pledge pledge, Optional<Bytes> nonce, OwnIdentity own, NoncelessRule nonceless, Instant now) {}
