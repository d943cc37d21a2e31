package org.wardgate.decision.rules;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IdevidFacts;

/**
 * Whether a manufacturer took back the certificate that a device joined with. The lists are the
 * signed inventory's; what is looked up is what the device itself proved. Pure.
 */
final class Idevids {
  /** RFC 5280 §4.1.2.2 allows 20 octets; longer numbers than these digits are not kept. */
  private static final int SERIAL_MAX_CHARS = 128;

  private Idevids() {}

  /** What is kept of the certificate that a device proved itself with. */
  static IdevidFacts facts(PeerIdentity shown) {
    String sha256 = shown.certificateSha256().hex();
    return shown
        .certificate()
        .flatMap(Idevids::read)
        .map(c -> new IdevidFacts(sha256, digest(c.getIssuerX500Principal()), serial(c)))
        .filter(facts -> facts.serialNumber().length() <= SERIAL_MAX_CHARS)
        .orElse(new IdevidFacts(sha256, "", ""));
  }

  /** Why it counts as taken back by its manufacturer; absent if it does not, or is not known. */
  static Optional<Problem> revoked(InventorySnapshot inventory, DeviceCase c) {
    Manufacturer maker = inventory.manufacturers().get(c.policy().manufacturerId());
    IdevidFacts facts = c.life().idevid();
    if (maker == null || !facts.listable() || maker.idevidRules().revocations().isEmpty()) {
      return Optional.empty();
    }
    return takenBack(maker, facts.issuerSha256(), facts.serialNumber(), 0)
        ? Optional.of(
            Problem.of(
                OnboardingErrors.IDEVID_REVOKED,
                "serial number " + facts.serialNumber() + " of " + maker.id()))
        : Optional.empty();
  }

  /**
   * Itself, or every CA of its issuer's name that the inventory knows: a CA whose key was renewed
   * has one name and several certificates, and which of them counts is then not known.
   */
  private static boolean takenBack(
      Manufacturer maker, String issuerSha256, String serialNumber, int depth) {
    if (listed(maker, issuerSha256, serialNumber)) {
      return true;
    }
    List<X509Certificate> issuers =
        maker.idevidIntermediates().stream()
            .filter(ca -> digest(ca.getSubjectX500Principal()).equals(issuerSha256))
            .toList();
    return depth < DecisionLimits.IDEVID_PATH_MAX_COUNT
        && !issuers.isEmpty()
        && issuers.stream()
            .allMatch(
                ca -> takenBack(maker, digest(ca.getIssuerX500Principal()), serial(ca), depth + 1));
  }

  /** An old list still revokes; its CA signed it, which was checked when it was read. */
  private static boolean listed(Manufacturer maker, String issuerSha256, String serialNumber) {
    for (X509CRL list : maker.idevidRules().revocations()) {
      if (digest(list.getIssuerX500Principal()).equals(issuerSha256)
          && list.getRevokedCertificate(new BigInteger(serialNumber, 16)) != null) {
        return true;
      }
    }
    return false;
  }

  private static Optional<X509Certificate> read(Bytes der) {
    try {
      return Optional.of(Certificates.ofDer(der));
    } catch (CryptoException e) {
      return Optional.empty(); // whoever proved it read it; here it only cannot be looked up
    }
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  private static String digest(X500Principal name) {
    String canonical = name.getName(X500Principal.CANONICAL);
    return Bytes.of(canonical.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }
}
