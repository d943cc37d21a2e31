package org.wardgate.references.corim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * A key or what stands for one; not decoded yet.
 *
 * @param kind of it
 * @param text PEM or Base64, for the kinds that are text
 * @param bytes for the kinds that are bytes
 */
public record CryptoKey(Kind kind, String text, Bytes bytes) {
  /** Kinds, as the draft's tags tell them apart. */
  public enum Kind {
    /** A SubjectPublicKeyInfo, tag 554. */
    KEY(554),
    /** A certificate, tag 555. */
    CERTIFICATE(555),
    /** Certificates, tag 556. */
    PATH(556),
    /** The digest of a key, tag 557. */
    KEY_THUMBPRINT(557),
    /** A COSE_Key, tag 558. */
    COSE_KEY(558),
    /** The digest of a certificate, tag 559. */
    CERTIFICATE_THUMBPRINT(559),
    /** Bytes, tag 560; a PSA signer id. */
    BYTES(560),
    /** The digest of certificates, tag 561. */
    PATH_THUMBPRINT(561),
    /** A certificate in DER, tag 562. */
    DER_CERTIFICATE(562);

    private final long tag;

    Kind(long tag) {
      this.tag = tag;
    }

    static Optional<Kind> of(long tag) {
      for (Kind kind : values()) {
        if (kind.tag == tag) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** Keys that are known here; others are noted and left out. */
  static List<CryptoKey> list(String where, CborValue value, Notes notes) throws RefusedException {
    List<CryptoKey> keys = new ArrayList<>();
    for (CborValue item : Expect.list(where, value, CorimLimits.KEYS_MAX_COUNT)) {
      Optional<Kind> kind = Kind.of(Expect.tag(item).orElse(-1));
      if (kind.isPresent()) {
        keys.add(read(where, kind.get(), Expect.untagged(item)));
      } else {
        notes.add("a key of a kind not known here");
      }
    }
    return keys;
  }

  private static CryptoKey read(String where, Kind kind, CborValue content)
      throws RefusedException {
    return switch (kind) {
      case KEY, CERTIFICATE, PATH -> new CryptoKey(kind, text(where, content), Bytes.EMPTY);
      case BYTES ->
          new CryptoKey(kind, "", Expect.bytes(where, content, 1, CorimLimits.DIGEST_MAX_BYTES));
      case DER_CERTIFICATE ->
          new CryptoKey(kind, "", Expect.bytes(where, content, 1, CorimLimits.KEY_MAX_CHARS));
      case KEY_THUMBPRINT, CERTIFICATE_THUMBPRINT, PATH_THUMBPRINT -> {
        List<CborValue> digest = Expect.tuple(where, content, 2, 2);
        yield new CryptoKey(
            kind, "", Expect.bytes(where, digest.get(1), 1, CorimLimits.DIGEST_MAX_BYTES));
      }
      case COSE_KEY -> new CryptoKey(kind, "", Bytes.EMPTY);
    };
  }

  private static String text(String where, CborValue content) throws RefusedException {
    if (content instanceof CborText) {
      return Expect.text(where, content, CorimLimits.KEY_MAX_CHARS);
    }
    String is = content instanceof CborBytes ? "bytes" : "something else";
    throw Expect.malformed(where, "a key must be text, not " + is);
  }
}
