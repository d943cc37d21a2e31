package org.wardgate.vulnerabilities.store;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.AdvisoryAuthority;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.vulnerabilities.assess.Firmware;
import org.wardgate.vulnerabilities.assess.Source;
import org.wardgate.vulnerabilities.assess.Speaker;
import org.wardgate.vulnerabilities.model.Content.Sbom;
import org.wardgate.vulnerabilities.model.Content.Statements;
import org.wardgate.vulnerabilities.model.Document;
import org.wardgate.vulnerabilities.read.DocumentReader;

/** Whether a document counts: form, signature, signer. Stateless. */
final class Verifier {
  private Verifier() {}

  /**
   * Verifies.
   *
   * @param at when every certificate of the signer's path must be valid
   * @throws RefusedException MALFORMED, TOO_LARGE, SIGNATURE or SIGNER
   */
  static Verified verify(Bytes content, Bytes signature, InventorySnapshot inventory, Instant at)
      throws RefusedException {
    // The signature first: only what somebody known has signed is read.
    List<Speaker> speakers = speakers(content, signature, inventory, at);
    Document document = DocumentReader.read(content);
    if (document.content() instanceof Sbom sbom) {
      Speaker maker = maker(speakers, sbom);
      String manufacturerId = maker.manufacturerIds().iterator().next();
      return new Verified(
          document,
          maker.id(),
          Optional.of(new Firmware(manufacturerId, sbom, document.at())),
          Optional.empty());
    }
    Statements statements = (Statements) document.content();
    return new Verified(
        document,
        speakers.get(0).id(),
        Optional.empty(),
        Optional.of(new Source(speakers, statements, document.at())));
  }

  /** An SBOM says what a model is made of: only who speaks for that model may. */
  private static Speaker maker(List<Speaker> speakers, Sbom sbom) throws RefusedException {
    for (Speaker speaker : speakers) {
      Optional<ReferenceSigner> models = speaker.models();
      if (models.isPresent() && models.get().speaksFor(sbom.vendor(), sbom.firmware().name())) {
        return speaker;
      }
    }
    throw new RefusedException(
        VulnerabilityErrors.SIGNER,
        "its signer may not speak for " + sbom.vendor() + " " + sbom.firmware().name());
  }

  private static List<Speaker> speakers(
      Bytes content, Bytes signature, InventorySnapshot inventory, Instant at)
      throws RefusedException {
    Set<X509Certificate> anchors = new HashSet<>();
    for (Manufacturer manufacturer : inventory.manufacturers().values()) {
      manufacturer.referenceSigners().forEach(signer -> anchors.addAll(signer.anchors()));
    }
    inventory.authorities().values().forEach(authority -> anchors.addAll(authority.signers()));
    if (anchors.isEmpty()) {
      throw new RefusedException(
          VulnerabilityErrors.SIGNER, "the inventory names nobody who may sign it");
    }
    try {
      List<X509Certificate> path = DetachedCms.verify(content, signature, anchors, at).path();
      return behind(path.get(path.size() - 1), inventory);
    } catch (CryptoException e) {
      throw new RefusedException(code(e.reason()), String.valueOf(e.getMessage()), e);
    }
  }

  private static List<Speaker> behind(X509Certificate anchor, InventorySnapshot inventory) {
    List<Speaker> speakers = new ArrayList<>();
    for (Manufacturer maker : new TreeMap<>(inventory.manufacturers()).values()) {
      for (ReferenceSigner signer : maker.referenceSigners()) {
        if (signer.anchors().contains(anchor)) {
          speakers.add(
              new Speaker("manufacturer " + maker.id(), Set.of(maker.id()), Optional.of(signer)));
        }
      }
    }
    for (AdvisoryAuthority authority : new TreeMap<>(inventory.authorities()).values()) {
      if (authority.signers().contains(anchor)) {
        speakers.add(
            new Speaker(
                "authority " + authority.id(), authority.manufacturerIds(), Optional.empty()));
      }
    }
    return speakers;
  }

  private static ErrorCode code(CryptoException.Reason reason) {
    return switch (reason) {
      case UNTRUSTED, EXPIRED, NOT_YET_VALID, BAD_USAGE, WEAK_KEY, REVOKED ->
          VulnerabilityErrors.SIGNER;
      case MALFORMED,
          TOO_LARGE,
          TOO_DEEP,
          INDEFINITE_LENGTH,
          DUPLICATE_KEY,
          TRAILING_DATA,
          BAD_ALGORITHM,
          BAD_SIGNATURE ->
          VulnerabilityErrors.SIGNATURE;
    };
  }
}
