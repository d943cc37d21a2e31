package org.wardgate.integration.benchmarks.trust;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.attestation.ear.EarMaker;
import org.wardgate.attestation.ear.SignedEar;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.crypto.ec.EcKeys;

/** Writes an appraisal as an EAR and signs it as a CWT, as the gateway does. Thread-safe. */
final class EarSigning {
  private final KeyPair keys = EcKeys.generateP256();

  /** A signed EAR. */
  Bytes sign(Appraisal appraisal, Bytes evidence, Bytes nonce) {
    return SignedEar.cwt(
        EarMaker.make(appraisal, Optional.of(evidence), Optional.of(nonce), Instant.now()),
        keys.getPrivate());
  }
}
