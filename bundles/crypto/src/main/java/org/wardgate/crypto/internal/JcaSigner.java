package org.wardgate.crypto.internal;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.PrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Lets the library's builders sign through our engines. For one use, by one thread. */
public final class JcaSigner implements ContentSigner {
  private final PrivateKey key;
  private final String name;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /** Signs with this key and the algorithm that goes with it. */
  public JcaSigner(PrivateKey key) {
    this.key = key;
    this.name = Signatures.nameFor(key);
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new DefaultSignatureAlgorithmIdentifierFinder().find(name);
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getSignature() {
    return Signatures.sign(name, key, content.toByteArray());
  }
}
