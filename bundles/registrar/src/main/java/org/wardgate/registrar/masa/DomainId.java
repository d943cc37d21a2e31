package org.wardgate.registrar.masa;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cose.PublicKeys;

/** How a MASA's log names a domain (RFC 8995 §5.8.2). Stateless. */
public final class DomainId {
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  /** extnValue of a key identifier: an OCTET STRING in an OCTET STRING, both with short length. */
  private static final int HEADERS_BYTES = 4;

  private DomainId() {}

  /** The ids under which any of these certificates would be pinned. */
  public static Set<String> of(Collection<X509Certificate> certificates) {
    return certificates.stream().map(DomainId::of).collect(Collectors.toUnmodifiableSet());
  }

  private static String of(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
    Bytes id =
        extension != null && extension.length > HEADERS_BYTES
            ? Bytes.of(Arrays.copyOfRange(extension, HEADERS_BYTES, extension.length))
            : PublicKeys.spki(certificate.getPublicKey()).sha256();
    return Base64.getEncoder().withoutPadding().encodeToString(id.toArray());
  }

  /** One way to write it, whichever alphabet and padding the log has. */
  static String normal(String base64) {
    int end = base64.length();
    while (end > 0 && base64.charAt(end - 1) == '=') {
      end--;
    }
    return base64.substring(0, end).replace('-', '+').replace('_', '/');
  }
}
