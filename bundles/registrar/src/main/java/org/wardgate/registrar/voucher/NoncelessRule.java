package org.wardgate.registrar.voucher;

/**
 * Whether vouchers without a nonce count. Such a voucher can be used again and again.
 *
 * @param allowed whether they count at all
 * @param daysMax longest time from their creation to their expiry, in days; 1 to 3,660
 */
public record NoncelessRule(boolean allowed, int daysMax) {
  /** None counts. */
  public static final NoncelessRule NEVER = new NoncelessRule(false, 1);
}
