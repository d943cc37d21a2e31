package org.wardgate.identity;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.IdevidRules.KeyAlgorithm;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.HardwareModuleName;
import org.wardgate.crypto.x509.KeyKind;

/** What the hospital asks of a manufacturer's IDevIDs beyond a valid path. Stateless. */
final class ManufacturerRules {
  private ManufacturerRules() {}

  /**
   * Checks an IDevID.
   *
   * @param path end entity first, the manufacturer's anchor last
   * @throws RefusedException WEAK_KEY, RULE_BROKEN, IDEVID_REVOKED or MALFORMED_CERTIFICATE
   */
  static void check(Manufacturer manufacturer, List<X509Certificate> path) throws RefusedException {
    IdevidRules rules = manufacturer.idevidRules();
    X509Certificate leaf = path.get(0);
    key(rules, leaf);
    revocation(manufacturer, path);
    organization(rules, leaf);
    hardware(rules, leaf);
  }

  private static void key(IdevidRules rules, X509Certificate leaf) throws RefusedException {
    KeyAlgorithm algorithm =
        switch (KeyKind.of(leaf.getPublicKey())) {
          case P256 -> KeyAlgorithm.P256;
          case P384 -> KeyAlgorithm.P384;
          case ED25519 -> KeyAlgorithm.ED25519;
          case OTHER ->
              throw new RefusedException(
                  OnboardingErrors.WEAK_KEY,
                  "an IDevID with a key of kind " + leaf.getPublicKey().getAlgorithm());
        };
    if (!rules.keyAlgorithms().contains(algorithm)) {
      throw broken("a key of kind " + algorithm);
    }
  }

  /** An old list still revokes; its CA signed it, which was checked when it was read. */
  private static void revocation(Manufacturer manufacturer, List<X509Certificate> path)
      throws RefusedException {
    for (X509CRL list : manufacturer.idevidRules().revocations()) {
      for (X509Certificate certificate : path.subList(0, path.size() - 1)) {
        if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
            && list.getRevokedCertificate(certificate.getSerialNumber()) != null) {
          throw new RefusedException(
              OnboardingErrors.IDEVID_REVOKED,
              "serial number "
                  + certificate.getSerialNumber().toString(16)
                  + " of "
                  + manufacturer.id());
        }
      }
    }
  }

  private static void organization(IdevidRules rules, X509Certificate leaf)
      throws RefusedException {
    if (rules.organizations().isEmpty()) {
      return;
    }
    String organization = Certificates.subjectAttribute(leaf, Attribute.ORGANIZATION).orElse("");
    if (!rules.organizations().contains(organization)) {
      throw broken("organization \"" + organization + "\"");
    }
  }

  // IEEE 802.1AR §8.10.4, RFC 4108 §5
  private static void hardware(IdevidRules rules, X509Certificate leaf) throws RefusedException {
    Optional<HardwareModuleName> module;
    try {
      module = Certificates.strictHardwareModuleName(leaf);
    } catch (CryptoException e) {
      throw Refusals.of("IDevID", e);
    }
    if (module.isEmpty()) {
      if (rules.hardwareModuleNameRequired() || !rules.hardwareTypes().isEmpty()) {
        throw broken("no hardwareModuleName");
      }
      return;
    }
    if (!rules.hardwareTypes().isEmpty() && !rules.hardwareTypes().contains(module.get().type())) {
      throw broken("hardware type " + module.get().type());
    }
  }

  private static RefusedException broken(String detail) {
    return new RefusedException(OnboardingErrors.RULE_BROKEN, detail);
  }
}
