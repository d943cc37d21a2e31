package org.wardgate.integration.benchmarks.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcProvider;

/**
 * The baseline: nothing but checking the signatures of the same tokens, with the same provider, the
 * keys parsed and the signed bytes laid out beforehand.
 */
final class RawVerifications {
  private static final String ES256 = "SHA256withECDSAinP1363Format";

  private record One(PublicKey key, Bytes signed, Bytes signature) {}

  private final List<One> all = new ArrayList<>();
  private final Signature engine;

  /** Of the given tokens. */
  RawVerifications(Fleet fleet, List<CoseSign1> tokens) throws GeneralSecurityException {
    engine = Signature.getInstance(ES256, EcProvider.NAME);
    for (int i = 0; i < tokens.size(); i++) {
      CoseSign1 token = tokens.get(i);
      all.add(new One(parsed(fleet.devices().get(i).spki()), signed(token), token.signature()));
    }
  }

  private static PublicKey parsed(Bytes spki) {
    try {
      return PublicKeys.ofSpki(spki);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RFC 9052 §4.4. */
  private static Bytes signed(CoseSign1 token) {
    CborArray structure =
        new CborArray(
            List.of(
                new CborText("Signature1"),
                new CborBytes(token.protectedEncoded()),
                new CborBytes(Bytes.EMPTY),
                new CborBytes(token.payload())));
    return CborWriter.write(structure);
  }

  /** Checks every signature once. */
  void pass() throws GeneralSecurityException {
    for (One one : all) {
      engine.initVerify(one.key());
      engine.update(one.signed().toArray());
      if (!engine.verify(one.signature().toArray())) {
        throw new IllegalStateException("a signature does not verify: " + one.signature());
      }
    }
  }
}
