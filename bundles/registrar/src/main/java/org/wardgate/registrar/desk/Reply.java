package org.wardgate.registrar.desk;

import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;

/**
 * What a pledge is told: one of the two.
 *
 * @param voucher verified, without what only the registrar needs
 * @param problem why there is none
 */
public record Reply(Optional<Bytes> voucher, Optional<Problem> problem) {}
