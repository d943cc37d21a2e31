package org.wardgate.crypto.cms;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Map;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.internal.Signatures;

/** Lets the library verify through our engines and our list of algorithms. Stateless. */
final class JcaOperators {
  static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

  // RFC 5754 §2; SHA-1 and MD5 are missing on purpose
  private static final Map<String, String> DIGESTS =
      Map.of(
          SHA_256,
          "SHA-256",
          "2.16.840.1.101.3.4.2.2",
          "SHA-384",
          "2.16.840.1.101.3.4.2.3",
          "SHA-512");

  private JcaOperators() {}

  /** A digest calculator, for {@code DigestCalculatorProvider}. */
  static DigestCalculator digest(AlgorithmIdentifier algorithm) throws OperatorCreationException {
    String name = DIGESTS.get(algorithm.getAlgorithm().getId());
    if (name == null) {
      throw new OperatorCreationException("digest algorithm " + algorithm.getAlgorithm());
    }
    return new Digest(algorithm, name);
  }

  /** Whether a digest algorithm is allowed. */
  static boolean allowsDigest(AlgorithmIdentifier algorithm) {
    return DIGESTS.containsKey(algorithm.getAlgorithm().getId());
  }

  /** Verifies with one key. */
  static ContentVerifierProvider verifier(PublicKey key) {
    return new Verifiers(key);
  }

  private record Verifiers(PublicKey key) implements ContentVerifierProvider {
    @Override
    public boolean hasAssociatedCertificate() {
      return false;
    }

    @Override
    public @Nullable X509CertificateHolder getAssociatedCertificate() {
      return null;
    }

    @Override
    public ContentVerifier get(AlgorithmIdentifier algorithm) throws OperatorCreationException {
      try {
        String name = Signatures.nameOf(algorithm.getAlgorithm().getId());
        return new Verifier(algorithm, name, key, new ByteArrayOutputStream());
      } catch (CryptoException e) {
        throw new OperatorCreationException(e.getMessage(), e);
      }
    }
  }

  private record Verifier(
      AlgorithmIdentifier algorithm, String name, PublicKey key, ByteArrayOutputStream content)
      implements ContentVerifier {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return algorithm;
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public boolean verify(byte[] expected) {
      try {
        Signatures.verify(name, key, content.toByteArray(), expected);
        return true;
      } catch (CryptoException e) {
        return false;
      }
    }
  }

  private static final class Digest implements DigestCalculator {
    private final AlgorithmIdentifier algorithm;
    private final String name;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Digest(AlgorithmIdentifier algorithm, String name) {
      this.algorithm = algorithm;
      this.name = name;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return algorithm;
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getDigest() {
      try {
        return MessageDigest.getInstance(name).digest(content.toByteArray());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("the Java platform lacks " + name, e);
      }
    }
  }
}
