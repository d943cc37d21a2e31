package org.wardgate.mud.file;

/**
 * A match on ports (RFC 8519 port-range-or-operator).
 *
 * @param operator how to compare
 * @param lower the port, or the lower end of a range
 * @param upper equals {@code lower} unless the operator is RANGE
 */
public record PortMatch(Operator operator, int lower, int upper) {
  /** Largest port. */
  public static final int PORT_MAX = 65_535;

  /** How to compare. */
  public enum Operator {
    /** Equal; the default of the standard. */
    EQ,
    /** Not equal. */
    NEQ,
    /** Less than or equal. */
    LTE,
    /** Greater than or equal. */
    GTE,
    /** Between, both ends included. */
    RANGE
  }
}
