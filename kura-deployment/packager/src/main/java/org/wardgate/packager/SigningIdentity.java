package org.wardgate.packager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/**
 * Who signs packages.
 *
 * @param key the signer's
 * @param chain the signer's certificate first
 */
record SigningIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final Pattern PEM_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Duration MARGIN = Duration.ofDays(1);

  SigningIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * The signer a release names.
   *
   * @param key PEM, PKCS #8, an EC key
   * @param chain PEM
   */
  static SigningIdentity read(Path key, Path chain) throws IOException, PackagingException {
    Matcher pem = PEM_KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new PackagingException(key + " holds no PRIVATE KEY (PKCS #8, PEM, not encrypted)");
    }
    try {
      List<X509Certificate> certificates = Certificates.ofPem(Files.readString(chain));
      if (certificates.isEmpty()) {
        throw new PackagingException(chain + " holds no certificate");
      }
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return new SigningIdentity(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)), certificates);
    } catch (GeneralSecurityException | CryptoException | IllegalArgumentException e) {
      throw new PackagingException("the signing key or chain cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * A signer for this build alone, whose names say so.
   *
   * @param now when it is made
   * @param end until when it must count
   */
  static SigningIdentity test(Instant now, Instant end) throws PackagingException {
    Instant from = now.minus(MARGIN).truncatedTo(ChronoUnit.SECONDS);
    Instant to = end.plus(MARGIN).truncatedTo(ChronoUnit.SECONDS);
    KeyPair anchorKey = EcKeys.generateP256();
    KeyPair signerKey = EcKeys.generateP256();
    try {
      X509Certificate anchor =
          CertificateIssuer.issue(
              issue(
                  "TEST anchor of one Wardgate build, never to be trusted",
                  anchorKey,
                  from,
                  to,
                  true),
              Optional.empty(),
              anchorKey.getPrivate());
      X509Certificate signer =
          CertificateIssuer.issue(
              issue("TEST signer of one Wardgate build", signerKey, from, to, false),
              Optional.of(anchor),
              anchorKey.getPrivate());
      return new SigningIdentity(signerKey.getPrivate(), List.of(signer, anchor));
    } catch (CryptoException e) {
      throw new PackagingException("no test key: " + e.getMessage(), e);
    }
  }

  private static Issue issue(
      String name, KeyPair keys, Instant from, Instant to, boolean authority) {
    return Issue.of(
        name,
        keys.getPublic(),
        from,
        to,
        CertificateIssuer.randomSerialNumber(),
        authority ? Profile.CA : Profile.CODE_SIGNER);
  }

  /** Signs a file; the signature lies beside it, DER. */
  Path sign(Path file, Instant at) throws IOException {
    Bytes signature =
        DetachedCms.sign(
            Bytes.of(Files.readAllBytes(file)), key, chain, at.truncatedTo(ChronoUnit.SECONDS));
    return Files.write(file.resolveSibling(file.getFileName() + ".p7s"), signature.toArray());
  }

  /** Writes key, chain and anchor down, for tests that sign more. */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("chain.pem"), Certificates.toPem(chain));
    Files.writeString(
        folder.resolve("anchors.pem"), Certificates.toPem(List.of(chain.get(chain.size() - 1))));
    Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }
}
