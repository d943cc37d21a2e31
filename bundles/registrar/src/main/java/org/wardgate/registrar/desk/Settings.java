package org.wardgate.registrar.desk;

import java.nio.file.Path;
import java.time.Duration;
import org.wardgate.registrar.voucher.NoncelessRule;

/**
 * What an operator decided.
 *
 * @param voucherDirectory where offline vouchers are
 * @param nonceless whether vouchers without a nonce count
 * @param masaTimeout for one question to a MASA, 1 to 120 seconds
 * @param answerWait how long a pledge waits for its answer before it is told to come again, 0 to 8
 *     seconds
 * @param audit what the MASA's log is for
 */
public record Settings(
    Path voucherDirectory,
    NoncelessRule nonceless,
    Duration masaTimeout,
    Duration answerWait,
    AuditRule audit) {}
