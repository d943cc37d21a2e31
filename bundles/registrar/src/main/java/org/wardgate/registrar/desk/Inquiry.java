package org.wardgate.registrar.desk;

import java.time.Instant;
import org.wardgate.registrar.voucher.OwnIdentity;
import org.wardgate.registrar.voucher.Pledge;
import org.wardgate.registrar.voucher.PledgeRequest;

/**
 * One pledge's verified request, and as whom this registrar takes it on.
 *
 * @param pledge who asks
 * @param request what it signed
 * @param own this registrar as the pledge sees it
 * @param at when it asked
 */
record Inquiry(Pledge pledge, PledgeRequest request, OwnIdentity own, Instant at) {}
