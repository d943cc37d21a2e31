package org.wardgate.crypto.internal;

import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyAgreementSpi;
import org.jspecify.annotations.Nullable;

/**
 * A JCA provider with Bouncy Castle's elliptic-curve algorithms and nothing else, several times
 * faster than the platform's. Digests, ciphers and certificates stay with the platform. Private
 * keys that stay inside a token are signed with by the token. Thread-safe.
 */
public final class WardgateEc extends Provider {
  private static final long serialVersionUID = 1L;

  /** The provider's name. */
  public static final String NAME = "WardgateEC";

  /** The one instance; usable whether or not it is installed. */
  public static final WardgateEc INSTANCE = new WardgateEc();

  private WardgateEc() {
    super(NAME, "1", "Elliptic-curve algorithms of Bouncy Castle");
    add("KeyPairGenerator", "EC", NamedCurveKeyPairGenerator::new);
    add("KeyFactory", "EC", NamedCurveKeyFactory::new);
    add("KeyAgreement", "ECDH", KeyAgreementSpi.DH::new);
    for (String name : RawEc.names()) {
      add("Signature", name, () -> new TokenAwareSignature(name));
    }
  }

  private void add(String type, String algorithm, Supplier<Object> maker) {
    putService(new DirectService(this, type, algorithm, maker));
  }

  /** Makes its objects by a constructor call, so that no class is looked up by name. */
  private static final class DirectService extends Service {
    private final Supplier<Object> maker;

    DirectService(Provider provider, String type, String algorithm, Supplier<Object> maker) {
      super(provider, type, algorithm, maker.getClass().getName(), List.of(), Map.of());
      this.maker = maker;
    }

    @Override
    public Object newInstance(@Nullable Object constructorParameter) {
      return maker.get();
    }

    @Override
    public boolean supportsParameter(@Nullable Object parameter) {
      // the engine itself refuses keys that are not elliptic-curve keys
      return true;
    }
  }
}
