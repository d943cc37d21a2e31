package org.wardgate.registrar.voucher;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a MASA verified who owns a device; (RFC 8366 §5.3). */
public enum Assertion {
  /** By its sales records. */
  VERIFIED(0),
  /** It did not, but keeps a log. */
  LOGGED(1),
  /** By the pledge's signed word that it is in contact with the registrar. */
  PROXIMITY(2),
  /** By a registrar's agent. */
  AGENT_PROXIMITY(3);

  private final int number;

  Assertion(int number) {
    this.number = number;
  }

  /** Its number. */
  public int number() {
    return number;
  }

  /** The assertion of a number. */
  static Optional<Assertion> of(long number) {
    return Arrays.stream(values()).filter(known -> known.number == number).findFirst();
  }

  /** Its name in the standard. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
