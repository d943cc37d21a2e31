package org.wardgate.mud.signature;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;

/**
 * Whether a signer speaks for an authority, where no inventory says so: its certificate names the
 * host of the MUD URL or a parent domain of it, or it is itself an anchor. Pure.
 */
public final class SignerNames {
  private static final int DNS_NAME = 2;

  private SignerNames() {}

  /**
   * Checks a signer whose path was verified.
   *
   * @param signer its certificate
   * @param anchors whom the caller trusts
   * @param host of the MUD URL, lower case
   * @throws RefusedException UNTRUSTED_SIGNER
   */
  public static void check(X509Certificate signer, Collection<X509Certificate> anchors, String host)
      throws RefusedException {
    List<String> names = names(signer);
    if (anchors.contains(signer) || names.stream().anyMatch(name -> covers(name, host))) {
      return;
    }
    throw new RefusedException(
        MudErrors.UNTRUSTED_SIGNER,
        "the signer is "
            + (names.isEmpty() ? "nameless" : String.join(", ", names))
            + ", the MUD URL's host "
            + host);
  }

  private static boolean covers(String name, String host) {
    return name.indexOf('.') > 0 && (host.equals(name) || host.endsWith("." + name));
  }

  /** The DNS names of a certificate; its common name if it has none (RFC 6125 §6.4.4). */
  private static List<String> names(X509Certificate signer) {
    List<String> names = new ArrayList<>();
    for (List<?> san : alternativeNames(signer)) {
      if (Integer.valueOf(DNS_NAME).equals(san.get(0)) && san.get(1) instanceof String name) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    if (names.isEmpty()) {
      Optional<String> commonName = Certificates.subjectAttribute(signer, Attribute.COMMON_NAME);
      commonName.ifPresent(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }
    return names;
  }

  private static Collection<List<?>> alternativeNames(X509Certificate signer) {
    try {
      Collection<List<?>> found = signer.getSubjectAlternativeNames();
      return found == null ? List.of() : found;
    } catch (CertificateParsingException e) {
      // What cannot be read names nobody, so the signer is refused unless it is an anchor itself.
      return List.of();
    }
  }
}
