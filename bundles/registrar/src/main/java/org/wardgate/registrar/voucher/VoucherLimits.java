package org.wardgate.registrar.voucher;

import java.time.Duration;
import org.wardgate.crypto.cbor.CborLimits;

/** How much of a stranger's voucher or request is read. */
public final class VoucherLimits {
  /** Largest request of a pledge. */
  public static final int REQUEST_MAX_BYTES = 8_192;

  /** Largest voucher, with the certificates of its signer. */
  public static final int VOUCHER_MAX_BYTES = 16_384;

  /** Largest voucher handed to a pledge, without these certificates. */
  public static final int PLEDGE_VOUCHER_MAX_BYTES = 8_192;

  /** Most that two good clocks differ. */
  public static final Duration SKEW_MAX = Duration.ofHours(1);

  /** Most that a pledge's clock, if it has one, may differ. */
  public static final Duration PLEDGE_SKEW_MAX = Duration.ofHours(24);

  static final CborLimits CBOR = new CborLimits(VOUCHER_MAX_BYTES, 8, 256);
  static final int CERTIFICATE_MAX_BYTES = 4_096;
  static final int KEY_MAX_BYTES = 1_024;
  static final int DIGEST_BYTES = 32;
  static final int ISSUER_MAX_BYTES = 512;

  private VoucherLimits() {}
}
