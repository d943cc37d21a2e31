package org.wardgate.integration.benchmarks.trust;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.psa.PsaScheme;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** The gateway's own verifier: scheme, references, profile. Thread-safe. */
final class Bench {
  private final PsaScheme scheme = new PsaScheme();
  private final KeyCache keys = new KeyCache();
  private final References references;
  private final InventorySnapshot inventory;

  Bench(References references, InventorySnapshot inventory) {
    this.references = references;
    this.inventory = inventory;
  }

  /** Verifies and appraises. */
  Appraisal appraise(Bytes content, Bytes nonce, DeviceId device) throws RefusedException {
    VerificationContext context =
        new VerificationContext(
            references, inventory, unused -> Optional.empty(), keys, Instant.now());
    VerifiedEvidence verified =
        scheme.verify(new Evidence(content, ContentFormat.EAT_CWT, nonce, device), context);
    return AppraisalEngine.appraise(verified, references, BuiltInProfile.get());
  }

  /** The same as the decision core is told it. */
  AttestationResult result(
      Bytes content, Bytes nonce, DeviceId device, Purpose purpose, Optional<Bytes> thumbprint)
      throws RefusedException {
    Appraisal appraisal = appraise(content, nonce, device);
    return new AttestationResult(
        purpose,
        appraisal.tier(),
        appraisal.vector(),
        appraisal.controls(),
        thumbprint,
        content.sha256(),
        appraisal.referenceSource(),
        appraisal.problem());
  }
}
