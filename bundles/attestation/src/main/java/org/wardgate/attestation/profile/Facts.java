package org.wardgate.attestation.profile;

import java.util.Map;
import java.util.Optional;
import org.wardgate.attestation.scheme.FactValue;

/**
 * What is known of one piece of evidence: told by it, or found by comparing it with reference
 * values. Immutable.
 *
 * @param values by name
 */
public record Facts(Map<String, FactValue> values) {
  /** The evidence's signature, nonce and origin were found right; always true when rules run. */
  public static final String AUTHENTIC = "evidence.authentic";

  /** The scheme that verified it. */
  public static final String SCHEME = "evidence.scheme";

  /** Whether it claims another class than the one its attester is endorsed for. */
  public static final String CLASS_CONTRADICTED = "class.contradicted";

  /** Whether reference values of its class are known. */
  public static final String REFERENCE_FOUND = "reference.found";

  /** Measured components. */
  public static final String MEASURED = "measurements.count";

  /** Measured components that are released images. */
  public static final String MATCHED = "measurements.matched";

  /** Measured components that nobody released. */
  public static final String UNKNOWN = "measurements.unknown";

  /** Components that must be measured and were not. */
  public static final String MISSING = "measurements.missing";

  /** Matched components with a higher security version released. */
  public static final String OUTDATED = "measurements.outdated";

  /** Matched components that were measured while running. */
  public static final String RUNTIME = "measurements.runtime";

  /** Whether all measured components match and none is missing. */
  public static final String GOOD = "measurements.good";

  /** Before the name of an endorsed control. */
  public static final String ENDORSED = "endorsed.";

  /** The security lifecycle, as a scheme tells it. */
  public static final String LIFECYCLE = "lifecycle";

  /** The lifecycle of a device in service that nobody can debug. */
  public static final String SECURED = "secured";

  /** Of the implementation, as a scheme tells it. */
  public static final String CERTIFICATION = "certification-reference";

  private static final int SHOWN_MAX_CHARS = 80;

  /** Copies the map. */
  public Facts {
    values = Map.copyOf(values);
  }

  /** A fact's value. */
  public Optional<FactValue> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether a fact is told and true. */
  boolean isTrue(String name) {
    return values.get(name) instanceof FactValue.Bool bool && bool.value();
  }

  /** Whether a fact is told and that text. */
  boolean isText(String name, String expected) {
    return values.get(name) instanceof FactValue.Text text && text.value().equals(expected);
  }

  /** A fact for people, {@code name=value}. */
  String show(String name) {
    FactValue value = values.get(name);
    return name + "=" + (value == null ? "not told" : show(value));
  }

  /** A value for people and for files: text as it is, bytes as {@code hex:…}. */
  public static String show(FactValue value) {
    String shown;
    if (value instanceof FactValue.Text text) {
      shown = text.value();
    } else if (value instanceof FactValue.Int number) {
      shown = Long.toString(number.value());
    } else if (value instanceof FactValue.Bool bool) {
      shown = Boolean.toString(bool.value());
    } else {
      shown = "hex:" + ((FactValue.Octets) value).value().hex();
    }
    return shown.length() <= SHOWN_MAX_CHARS ? shown : shown.substring(0, SHOWN_MAX_CHARS) + "…";
  }
}
