package org.wardgate.registrar.desk;

import org.wardgate.api.Bytes;

/**
 * A verified voucher.
 *
 * @param voucher for the pledge
 * @param detail one line: from where, of what kind, what was odd
 */
record Found(Bytes voucher, String detail) {}
