package org.wardgate.registrar.voucher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two YANG modules and their SIDs (draft-ietf-anima-rfc8366bis §8, {@code
 * ietf-voucher@2025-12-18.sid} and {@code ietf-voucher-request@2025-12-18.sid}). A leaf's key is
 * its SID less that of the structure (RFC 9254 §3.2).
 */
public final class VoucherModule {
  /** {@code ietf-voucher}, SID 2451. */
  public static final VoucherModule VOUCHER =
      new VoucherModule(
          2451,
          "ietf-voucher:voucher",
          List.of(
              Leaf.ASSERTION,
              Leaf.CREATED_ON,
              "domain-cert-revocation-checks",
              Leaf.EXPIRES_ON,
              Leaf.IDEVID_ISSUER,
              "last-renewal-date",
              Leaf.NONCE,
              Leaf.PINNED_CERT,
              Leaf.PINNED_KEY,
              Leaf.PINNED_KEY_SHA256,
              Leaf.SERIAL_NUMBER,
              "additional-configuration-url",
              Leaf.EST_DOMAIN));

  /** {@code ietf-voucher-request}, SID 2501. */
  public static final VoucherModule REQUEST =
      new VoucherModule(
          2501,
          "ietf-voucher-request:voucher",
          List.of(
              Leaf.ASSERTION,
              Leaf.CREATED_ON,
              "domain-cert-revocation-checks",
              Leaf.EXPIRES_ON,
              Leaf.IDEVID_ISSUER,
              "last-renewal-date",
              Leaf.NONCE,
              Leaf.PINNED_CERT,
              Leaf.PRIOR_REQUEST,
              Leaf.PROXIMITY_CERT,
              Leaf.PROXIMITY_KEY_SHA256,
              Leaf.PROXIMITY_KEY,
              Leaf.SERIAL_NUMBER));

  private final long sid;
  private final String structure;
  private final Map<Long, String> names = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();

  private VoucherModule(long sid, String structure, List<String> leavesFromOne) {
    this.sid = sid;
    this.structure = structure;
    for (int i = 0; i < leavesFromOne.size(); i++) {
      names.put(i + 1L, leavesFromOne.get(i));
      numbers.put(leavesFromOne.get(i), i + 1L);
    }
  }

  /** SID of the structure, the key of the outer map. */
  public long sid() {
    return sid;
  }

  /** Qualified name of the structure, the other key of the outer map. */
  String structure() {
    return structure;
  }

  /** Name of a leaf; unknown numbers have none. */
  String leaf(long number) {
    return names.getOrDefault(number, "#" + number);
  }

  /**
   * Key of a leaf.
   *
   * @throws IllegalArgumentException if there is no such leaf
   */
  public long number(String leaf) {
    Long number = numbers.get(leaf);
    if (number == null) {
      throw new IllegalArgumentException(leaf);
    }
    return number;
  }
}
