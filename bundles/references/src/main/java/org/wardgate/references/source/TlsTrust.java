package org.wardgate.references.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Which servers may be fetched from. Stateless. */
final class TlsTrust {
  private TlsTrust() {}

  /**
   * Trusts the certificates of a PEM file alone, or, without a file, what the platform trusts.
   *
   * @throws RefusedException {@code WG-REF-0013}
   */
  static SSLContext context(Optional<Path> anchorsFile) throws RefusedException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      if (anchorsFile.isEmpty()) {
        context.init(null, null, null);
        return context;
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      Bytes pem = DurableFile.readAtMost(anchorsFile.get(), Certificates.PEM_MAX_CHARS);
      for (X509Certificate anchor :
          Certificates.ofPem(new String(pem.toArray(), StandardCharsets.UTF_8))) {
        store.setCertificateEntry("anchor-" + store.size(), anchor);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException | CryptoException e) {
      throw new RefusedException(
          ReferenceErrors.CANNOT_FETCH, "tlsAnchorsFile: " + e.getMessage(), e);
    }
  }
}
