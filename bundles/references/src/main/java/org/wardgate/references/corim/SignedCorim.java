package org.wardgate.references.corim;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseX509;

/**
 * A CoRIM in a COSE_Sign1 (draft-ietf-rats-corim §4.2), its signature <em>not verified</em>.
 *
 * @param message the signed message
 * @param certificates it carries; none is trusted for being there
 * @param signerName as the signer calls itself
 * @param validity of the signature, as the signer says
 */
public record SignedCorim(
    CoseSign1 message, List<X509Certificate> certificates, String signerName, Validity validity) {
  /** What it says it carries. */
  public static final String CONTENT_TYPE = "application/rim+cbor";

  /** Label of the content type. */
  public static final long LABEL_CONTENT_TYPE = 3;

  /** Label of corim-meta. */
  public static final long LABEL_META = 8;

  private static final long LABEL_CWT_CLAIMS = 15;
  private static final long LABEL_HASH_ENVELOPE = 258;
  private static final long CWT_ISSUER = 1;
  private static final long CWT_EXPIRES = 4;
  private static final long CWT_NOT_BEFORE = 5;

  /** Copies the list. */
  public SignedCorim {
    certificates = List.copyOf(certificates);
  }

  /** The manifest inside, from tag 501 on. */
  public Bytes payload() {
    return message.payload();
  }

  /**
   * Takes a signed CoRIM apart.
   *
   * @throws RefusedException {@code WG-REF-0001}
   */
  public static SignedCorim read(Bytes encoded) throws RefusedException {
    try {
      if (!(CoseMessage.parse(encoded, CorimLimits.ENVELOPE) instanceof CoseSign1 message)) {
        throw Expect.malformed("signature", "neither a COSE_Sign1 nor signed otherwise");
      }
      CborMap header = message.protectedHeader();
      // draft-ietf-rats-corim §4.2.2: only the digest would be signed here
      if (header.get(LABEL_HASH_ENVELOPE).isPresent()) {
        throw Expect.malformed("signature", "a hash envelope; send the manifest itself");
      }
      if (!header.get(LABEL_CONTENT_TYPE).equals(Optional.of(new CborText(CONTENT_TYPE)))) {
        throw Expect.malformed("signature", "the content type is not " + CONTENT_TYPE);
      }
      return described(message, header);
    } catch (CryptoException e) {
      throw new RefusedException(
          ReferenceErrors.MALFORMED, "signature: " + e.reason() + ": " + e.getMessage(), e);
    }
  }

  private static SignedCorim described(CoseSign1 message, CborMap header)
      throws CryptoException, RefusedException {
    List<X509Certificate> certificates = CoseX509.certificates(message);
    Optional<CborValue> meta = header.get(LABEL_META);
    if (meta.isPresent()) {
      if (!(meta.get() instanceof CborBytes encoded)) {
        throw Expect.malformed("corim-meta", "must be a byte string");
      }
      CborMap map =
          Expect.map("corim-meta", CborReader.read(encoded.value(), CorimLimits.ENVELOPE));
      CborMap signer = Expect.map("corim-meta", Expect.member("corim-meta", map, 0));
      String name = Expect.text("corim-meta", Expect.member("corim-meta", signer, 0));
      Optional<CborValue> validity = map.get(1);
      return new SignedCorim(
          message,
          certificates,
          name,
          validity.isPresent()
              ? Validity.read("corim-meta validity", validity.get())
              : Validity.ALWAYS);
    }
    CborMap claims =
        Expect.map(
            "CWT claims",
            header
                .get(LABEL_CWT_CLAIMS)
                .orElseThrow(
                    () -> Expect.malformed("signature", "neither corim-meta nor CWT claims")));
    return new SignedCorim(
        message,
        certificates,
        Expect.text("CWT claims", Expect.member("CWT claims", claims, CWT_ISSUER)),
        Validity.read("CWT claims", claims, CWT_NOT_BEFORE, CWT_EXPIRES));
  }
}
