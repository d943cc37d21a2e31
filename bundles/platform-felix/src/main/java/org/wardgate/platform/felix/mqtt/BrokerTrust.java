package org.wardgate.platform.felix.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;

/** TLS sockets that trust the certificates of one file alone. */
final class BrokerTrust {
  private static final int FILE_MAX_BYTES = 1_048_576;

  private BrokerTrust() {}

  /**
   * Reads the file.
   *
   * @throws RefusedException if it holds no certificate or cannot be read
   */
  static SSLSocketFactory socketFactory(Path caFile) throws RefusedException {
    try {
      Collection<? extends Certificate> anchors = read(caFile);
      if (anchors.isEmpty()) {
        throw new RefusedException(
            PlatformErrors.BAD_CONFIGURATION, "caFile holds no certificate: " + caFile);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate anchor : anchors) {
        store.setCertificateEntry("anchor-" + number++, anchor);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new RefusedException(
          PlatformErrors.BAD_CONFIGURATION, "caFile cannot be used: " + caFile, e);
    }
  }

  private static Collection<? extends Certificate> read(Path caFile)
      throws IOException, GeneralSecurityException {
    if (Files.size(caFile) > FILE_MAX_BYTES) {
      throw new IOException("more than " + FILE_MAX_BYTES + " bytes");
    }
    try (InputStream in = Files.newInputStream(caFile)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }
}
