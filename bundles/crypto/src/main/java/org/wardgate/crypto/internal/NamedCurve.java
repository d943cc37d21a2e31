package org.wardgate.crypto.internal;

import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.InvalidParameterSpecException;
import java.util.Optional;

/** The two curves in use. */
public enum NamedCurve {
  /** NIST P-256. */
  P256("secp256r1", "1.2.840.10045.3.1.7", 32),
  /** NIST P-384. */
  P384("secp384r1", "1.3.132.0.34", 48);

  private final String standardName;
  private final String oid;
  private final int coordinateBytes;

  // ECParameterSpec is immutable, only not annotated so
  @SuppressWarnings("ImmutableEnumChecker")
  private final ECParameterSpec parameters;

  NamedCurve(String standardName, String oid, int coordinateBytes) {
    this.standardName = standardName;
    this.oid = oid;
    this.coordinateBytes = coordinateBytes;
    this.parameters = load(standardName);
  }

  /** The curve with exactly these parameters. */
  public static Optional<NamedCurve> matching(ECParameterSpec parameters) {
    for (NamedCurve curve : values()) {
      if (curve.matches(parameters)) {
        return Optional.of(curve);
      }
    }
    return Optional.empty();
  }

  /** SEC 2 name, which the platform knows it by. */
  public String standardName() {
    return standardName;
  }

  /** Object identifier in dotted form. */
  public String oid() {
    return oid;
  }

  /** Length of a coordinate, in bytes. */
  public int coordinateBytes() {
    return coordinateBytes;
  }

  /** The domain parameters. */
  public ECParameterSpec parameters() {
    return parameters;
  }

  /** Whether these are exactly this curve's parameters, generator included. */
  public boolean matches(ECParameterSpec other) {
    return other.getCurve().getField().equals(parameters.getCurve().getField())
        && other.getCurve().getA().equals(parameters.getCurve().getA())
        && other.getCurve().getB().equals(parameters.getCurve().getB())
        && other.getGenerator().equals(parameters.getGenerator())
        && other.getOrder().equals(parameters.getOrder())
        && other.getCofactor() == parameters.getCofactor();
  }

  private static ECParameterSpec load(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (NoSuchAlgorithmException | InvalidParameterSpecException e) {
      throw new IllegalStateException("the Java platform lacks the curve " + name, e);
    }
  }
}
