package org.wardgate.crypto.internal;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA with Bouncy Castle's engine, or, for a private key that stays inside a token, with the
 * token's own provider. The platform chooses a provider once for the life of an engine; callers
 * that keep an engine for verifying and for signing need one that chooses anew for each key. For
 * one thread.
 */
final class TokenAwareSignature extends SignatureSpi {
  private static final String SIGNATURE = "Signature";

  private final String name;
  private final Signature software;
  private Signature current;

  TokenAwareSignature(String name) {
    this.name = name;
    this.software = RawEc.engine(name);
    this.current = software;
  }

  /** Whether the key's material can be read here. */
  private static boolean atHand(PrivateKey key) {
    return key instanceof ECPrivateKey && "PKCS#8".equals(key.getFormat());
  }

  /** An engine of the provider that holds the key, ready to sign. */
  private static Signature token(String name, PrivateKey key) throws InvalidKeyException {
    InvalidKeyException failure =
        new InvalidKeyException("no provider has this key: " + key.getAlgorithm());
    for (Provider provider : Security.getProviders()) {
      Provider.Service service = provider.getService(SIGNATURE, name);
      if (service == null || provider instanceof WardgateEc || !service.supportsParameter(key)) {
        continue;
      }
      try {
        Signature engine = Signature.getInstance(name, provider);
        engine.initSign(key);
        return engine;
      } catch (InvalidKeyException | NoSuchAlgorithmException e) {
        // another provider may have it
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  @Override
  protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
    current = software;
    current.initVerify(key);
  }

  @Override
  protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
    if (atHand(key)) {
      current = software;
      current.initSign(key);
    } else {
      current = token(name, key);
    }
  }

  @Override
  protected void engineUpdate(byte b) throws SignatureException {
    current.update(b);
  }

  @Override
  protected void engineUpdate(byte[] content, int offset, int length) throws SignatureException {
    current.update(content, offset, length);
  }

  @Override
  protected void engineUpdate(ByteBuffer content) {
    try {
      current.update(content);
    } catch (SignatureException e) {
      throw new IllegalStateException("the engine is ready", e);
    }
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    return current.sign();
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    return current.verify(signature);
  }

  @Override
  protected void engineSetParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    if (parameters != null) {
      throw new InvalidAlgorithmParameterException("ECDSA has no parameters");
    }
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    return null;
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String parameter, Object value) {
    throw new UnsupportedOperationException("ECDSA has no parameters");
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String parameter) {
    throw new UnsupportedOperationException("ECDSA has no parameters");
  }
}
