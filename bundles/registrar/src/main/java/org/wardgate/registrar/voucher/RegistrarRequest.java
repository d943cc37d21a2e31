package org.wardgate.registrar.voucher;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseX509;

/** Makes registrar voucher requests (RVR; RFC 8995 §5.5). Stateless. */
public final class RegistrarRequest {
  private RegistrarRequest() {}

  /**
   * The request that goes with a pledge's own.
   *
   * @throws RefusedException if the gateway's key cannot sign
   */
  public static Bytes of(Pledge pledge, PledgeRequest request, OwnIdentity own, Instant now)
      throws RefusedException {
    Map<CborValue, CborValue> leaves = common(pledge, now);
    // draft-ietf-anima-constrained-voucher §7.2
    put(leaves, Leaf.ASSERTION, CborInt.of(Assertion.PROXIMITY.number()));
    request.nonce().ifPresent(nonce -> put(leaves, Leaf.NONCE, new CborBytes(nonce)));
    put(leaves, Leaf.PRIOR_REQUEST, new CborBytes(request.encoded()));
    return signed(leaves, own, now);
  }

  /**
   * A request for a voucher that is good for any time: without nonce and without the pledge.
   *
   * @throws RefusedException if the gateway's key cannot sign
   */
  public static Bytes nonceless(Pledge pledge, OwnIdentity own, Instant now)
      throws RefusedException {
    return signed(common(pledge, now), own, now);
  }

  private static Map<CborValue, CborValue> common(Pledge pledge, Instant now) {
    Map<CborValue, CborValue> leaves = new LinkedHashMap<>();
    put(leaves, Leaf.CREATED_ON, new CborText(now.truncatedTo(ChronoUnit.SECONDS).toString()));
    put(leaves, Leaf.SERIAL_NUMBER, new CborText(pledge.serial()));
    Optional<Bytes> issuer = pledge.idevidIssuer();
    issuer.ifPresent(value -> put(leaves, Leaf.IDEVID_ISSUER, new CborBytes(value)));
    return leaves;
  }

  private static void put(Map<CborValue, CborValue> leaves, String leaf, CborValue value) {
    leaves.put(CborInt.of(VoucherModule.REQUEST.number(leaf)), value);
  }

  private static Bytes signed(Map<CborValue, CborValue> leaves, OwnIdentity own, Instant now)
      throws RefusedException {
    Bytes payload =
        CborWriter.write(
            new CborMap(Map.of(CborInt.of(VoucherModule.REQUEST.sid()), new CborMap(leaves))));
    try {
      // draft-ietf-anima-constrained-voucher §9.2.1
      return CoseX509.sign1(payload, own.credential().privateKey(), own.bag(now));
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          OnboardingErrors.WARD_CA_ABSENT, "the gateway's key cannot sign: " + e.getMessage(), e);
    }
  }
}
