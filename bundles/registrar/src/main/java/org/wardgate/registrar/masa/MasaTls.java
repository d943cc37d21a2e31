package org.wardgate.registrar.masa;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Whom a connection to a MASA trusts, and with what it proves who we are. Stateless. */
final class MasaTls {
  private MasaTls() {}

  static SSLContext context(Masa masa, GatewayCredential credential) throws RefusedException {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      List<X509Certificate> anchors =
          masa.tlsAnchors().isEmpty() ? masa.signers() : masa.tlsAnchors();
      for (int i = 0; i < anchors.size(); i++) {
        trusted.setCertificateEntry("anchor-" + i, anchors.get(i));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new ClientKey(credential)}, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new RefusedException(OnboardingErrors.MASA_UNREACHABLE, "TLS: " + e.getMessage(), e);
    }
  }
}
