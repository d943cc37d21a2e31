package org.wardgate.crypto.internal;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.jcajce.provider.asymmetric.ec.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's ECDSA engines, for keys whose material is at hand. Never installed. */
final class RawEc extends Provider {
  private static final long serialVersionUID = 1L;
  private static final RawEc INSTANCE = new RawEc();

  private RawEc() {
    super("WardgateRawEC", "1", "ECDSA of Bouncy Castle");
    add("NONEwithECDSA", SignatureSpi.ecDSAnone::new);
    add("SHA256withECDSA", EcdsaEngines.Der256::new);
    add("SHA384withECDSA", EcdsaEngines.Der384::new);
    add("SHA512withECDSA", EcdsaEngines.Der512::new);
    add("SHA256withECDSAinP1363Format", EcdsaEngines.Raw256::new);
    add("SHA384withECDSAinP1363Format", EcdsaEngines.Raw384::new);
    add("SHA512withECDSAinP1363Format", EcdsaEngines.Raw512::new);
  }

  /** A fresh engine. */
  static Signature engine(String name) {
    try {
      return Signature.getInstance(name, INSTANCE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider lacks " + name, e);
    }
  }

  /** The algorithms' names. */
  static List<String> names() {
    return INSTANCE.getServices().stream().map(Service::getAlgorithm).sorted().toList();
  }

  private void add(String algorithm, Supplier<Object> maker) {
    putService(new Direct(this, algorithm, maker));
  }

  /** Makes its objects by a constructor call, so that no class is looked up by name. */
  private static final class Direct extends Service {
    private final Supplier<Object> maker;

    Direct(Provider provider, String algorithm, Supplier<Object> maker) {
      super(provider, "Signature", algorithm, maker.getClass().getName(), List.of(), Map.of());
      this.maker = maker;
    }

    @Override
    public Object newInstance(@Nullable Object constructorParameter) {
      return maker.get();
    }
  }
}
