package org.wardgate.mud.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Whom we believe to be a maker's HTTPS server. */
final class TlsTrust {
  private TlsTrust() {}

  /**
   * A context that trusts what the JDK trusts, and the anchors of a PEM file.
   *
   * @throws RefusedException BAD_CONFIGURATION if the file is no good
   */
  static SSLContext context(Optional<Path> anchorsFile) throws RefusedException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager @Nullable [] managers =
          anchorsFile.isEmpty() ? null : managers(together(anchors(anchorsFile.get())));
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException | IOException | CryptoException e) {
      throw new RefusedException(
          MudErrors.BAD_CONFIGURATION, "trust anchors for TLS: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> anchors(Path file) throws IOException, CryptoException {
    if (Files.size(file) > Certificates.PEM_MAX_CHARS) {
      throw new IOException(file + " has more than " + Certificates.PEM_MAX_CHARS + " bytes");
    }
    return Certificates.ofPem(Files.readString(file));
  }

  private static KeyStore together(List<X509Certificate> extra)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager trusted) {
        add(store, List.of(trusted.getAcceptedIssuers()));
      }
    }
    add(store, extra);
    return store;
  }

  private static void add(KeyStore store, List<X509Certificate> certificates)
      throws GeneralSecurityException {
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("anchor-" + store.size(), certificate);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
