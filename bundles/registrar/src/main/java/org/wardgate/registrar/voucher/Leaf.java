package org.wardgate.registrar.voucher;

/** Names of the leaves that matter here (draft-ietf-anima-rfc8366bis §6.2, §7.2). */
public final class Leaf {
  /** How the ownership was verified. */
  public static final String ASSERTION = "assertion";

  /** When it was made. */
  public static final String CREATED_ON = "created-on";

  /** Until when it counts. */
  public static final String EXPIRES_ON = "expires-on";

  /** Authority key identifier of the IDevID. */
  public static final String IDEVID_ISSUER = "idevid-issuer";

  /** The pledge's random number. */
  public static final String NONCE = "nonce";

  /** The pledge's serial number. */
  public static final String SERIAL_NUMBER = "serial-number";

  /** The pledge's own request, inside the registrar's. */
  public static final String PRIOR_REQUEST = "prior-signed-voucher-request";

  static final String PINNED_CERT = "pinned-domain-cert";
  static final String PINNED_KEY = "pinned-domain-pubk";
  static final String PINNED_KEY_SHA256 = "pinned-domain-pubk-sha256";

  /** The certificate a pledge sees its registrar with. */
  public static final String PROXIMITY_CERT = "proximity-registrar-cert";

  /** The key a pledge sees its registrar with. */
  public static final String PROXIMITY_KEY = "proximity-registrar-pubk";

  /** The digest of that key. */
  public static final String PROXIMITY_KEY_SHA256 = "proximity-registrar-pubk-sha256";

  static final String EST_DOMAIN = "est-domain";

  private Leaf() {}
}
