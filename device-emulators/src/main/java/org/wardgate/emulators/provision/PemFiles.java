package org.wardgate.emulators.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;

/** Keys and certificate chains as PEM files; key files are for their owner alone. */
public final class PemFiles {
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";

  private PemFiles() {}

  /** Writes certificates in the order given. */
  public static void writeChain(Path file, List<X509Certificate> chain) throws IOException {
    Files.writeString(file, Certificates.toPem(chain));
  }

  /**
   * Reads certificates.
   *
   * @throws IOException if the file cannot be read or holds something else
   */
  public static List<X509Certificate> readChain(Path file) throws IOException {
    try {
      return Certificates.ofPem(Files.readString(file));
    } catch (CryptoException e) {
      throw new IOException(file + " holds no certificates", e);
    }
  }

  /** Writes a private key (PKCS #8), readable by its owner alone. */
  public static void writeKey(Path file, PrivateKey key) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    writeSecret(file, KEY_BEGIN + "\n" + body + "\n" + KEY_END + "\n");
  }

  /** Writes a text, readable by its owner alone. */
  static void writeSecret(Path file, String text) throws IOException {
    writeSecret(file, text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes bytes, readable by their owner alone. */
  static void writeSecret(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content);
  }

  /**
   * Reads an elliptic curve key.
   *
   * @throws IOException if the file cannot be read or holds something else
   */
  public static PrivateKey readKey(Path file) throws IOException {
    String text = Files.readString(file).replace(KEY_BEGIN, "").replace(KEY_END, "");
    try {
      byte[] der = Base64.getMimeDecoder().decode(text);
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " holds no elliptic curve key", e);
    }
  }
}
