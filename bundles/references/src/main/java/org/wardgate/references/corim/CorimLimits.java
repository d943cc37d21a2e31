package org.wardgate.references.corim;

import org.wardgate.api.attestation.reference.ReferenceDesk;
import org.wardgate.crypto.cbor.CborLimits;

/** How much of a CoRIM is read before giving up. */
public final class CorimLimits {
  /** Largest file, in bytes. */
  public static final int FILE_MAX_BYTES = ReferenceDesk.FILE_MAX_BYTES;

  /** Largest tag inside, in bytes. */
  public static final int TAG_MAX_BYTES = 4 * 1024 * 1024;

  /** Most tags in one CoRIM. */
  public static final int TAGS_MAX_COUNT = 1_024;

  /** Most triples of one kind in one CoMID. */
  public static final int TRIPLES_MAX_COUNT = 20_000;

  /** Most measurements in one triple. */
  public static final int MEASUREMENTS_MAX_COUNT = 4_096;

  /** Most digests in one measurement or register. */
  public static final int DIGESTS_MAX_COUNT = 1_024;

  /** Most integrity registers in one measurement. */
  public static final int REGISTERS_MAX_COUNT = 256;

  /** Most keys in one triple or measurement. */
  public static final int KEYS_MAX_COUNT = 16;

  /** Most entities, linked tags and dependent RIMs, each. */
  public static final int ENTITIES_MAX_COUNT = 64;

  /** Longest text, in characters; keys may be longer. */
  public static final int TEXT_MAX_CHARS = 256;

  /** Longest key or certificate as text, in characters. */
  public static final int KEY_MAX_CHARS = 65_536;

  /** Longest byte string that names something, in bytes. */
  public static final int ID_MAX_BYTES = 64;

  /** Longest digest, in bytes. */
  public static final int DIGEST_MAX_BYTES = 64;

  /** Most notes kept; a last one says that there are more. */
  public static final int NOTES_MAX_COUNT = 100;

  /** The envelope: the tags inside are byte strings. */
  public static final CborLimits ENVELOPE = new CborLimits(FILE_MAX_BYTES, 16, 50_000);

  /** One tag. */
  static final CborLimits TAG = new CborLimits(TAG_MAX_BYTES, 24, 500_000);

  private CorimLimits() {}
}
