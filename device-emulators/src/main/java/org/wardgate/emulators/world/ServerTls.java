package org.wardgate.emulators.world;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.wardgate.emulators.provision.PemFiles;

/** TLS for the makers' server, from PEM files. */
public final class ServerTls {
  private ServerTls() {}

  /**
   * From a chain and its key.
   *
   * @throws IOException if they cannot be read or do not fit
   */
  public static SSLContext of(Path certificateFile, Path keyFile) throws IOException {
    char[] password = new char[0];
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry(
          "server",
          PemFiles.readKey(keyFile),
          password,
          PemFiles.readChain(certificateFile).toArray(Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with " + certificateFile, e);
    }
  }
}
