package org.wardgate.crypto.cose;

import java.security.PublicKey;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.Pem;
import org.wardgate.crypto.internal.SpkiReader;
import org.wardgate.crypto.internal.SpkiWriter;

/** Reads public keys: P-256, P-384, Ed25519, RSA from 2048 bits; anything else is refused. */
public final class PublicKeys {
  /** Longest PEM text, in characters. */
  public static final int PEM_MAX_CHARS = 8192;

  private static final String LABEL = "PUBLIC KEY";
  private static final int PEM_BLOCKS_MAX_COUNT = 8;

  private PublicKeys() {}

  /**
   * Reads the one {@code PUBLIC KEY} block of a PEM text.
   *
   * @throws CryptoException MALFORMED if there is not exactly one, else as {@link #ofSpki}
   */
  public static PublicKey ofPem(String pem) throws CryptoException {
    List<Pem.Block> blocks =
        Pem.read(pem, PEM_MAX_CHARS, PEM_BLOCKS_MAX_COUNT).stream()
            .filter(block -> block.label().equals(LABEL))
            .toList();
    if (blocks.size() != 1) {
      throw new CryptoException(
          Reason.MALFORMED, blocks.size() + " PEM blocks \"" + LABEL + "\", not one");
    }
    return ofSpki(blocks.get(0).content());
  }

  /**
   * Reads a SubjectPublicKeyInfo in DER, at most {@value SpkiReader#SIZE_MAX_BYTES} bytes.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE, TRAILING_DATA or WEAK_KEY
   */
  public static PublicKey ofSpki(Bytes spki) throws CryptoException {
    return SpkiReader.read(spki);
  }

  /**
   * The key of a JWK of type EC (RFC 7518 §6.2.1) or a COSE_Key of type EC2.
   *
   * @param curve {@code P-256} or {@code P-384}
   * @param x exactly as long as the curve's field
   * @param y likewise
   * @throws CryptoException WEAK_KEY if there is no such key
   */
  public static PublicKey ofJwkEc(String curve, Bytes x, Bytes y) throws CryptoException {
    NamedCurve named =
        switch (curve) {
          case "P-256" -> NamedCurve.P256;
          case "P-384" -> NamedCurve.P384;
          default -> throw new CryptoException(Reason.WEAK_KEY, "neither curve P-256 nor P-384");
        };
    if (x.length() != named.coordinateBytes() || y.length() != named.coordinateBytes()) {
      throw new CryptoException(Reason.WEAK_KEY, "coordinates of the wrong length");
    }
    return SpkiReader.read(SpkiWriter.ec(named, x, y));
  }

  /** The SubjectPublicKeyInfo of a key, DER. */
  public static Bytes spki(PublicKey key) {
    return Bytes.of(key.getEncoded());
  }

  /** The key as a PEM text. */
  public static String toPem(PublicKey key) {
    return Pem.write(new Pem.Block(LABEL, spki(key)));
  }
}
