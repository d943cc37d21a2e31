package org.wardgate.api.policy;

/** The far end of a rule. */
public sealed interface Remote {
  /** Any address. */
  record Any() implements Remote {}

  /**
   * An address range.
   *
   * @param cidr canonical, host bits zero, for example {@code 10.0.0.0/8}
   */
  record Prefix(String cidr) implements Remote {}

  /**
   * A DNS name (RFC 8520 §8.1); enforced as the addresses the ward's resolver answers.
   *
   * @param name lower case, letters, digits, hyphen and dot, at most 253 characters
   */
  record Name(String name) implements Remote {}

  /** The ward's own networks, as configured (RFC 8520 §8.2 local-networks). */
  record LocalNetworks() implements Remote {}

  /**
   * A controller class the operator maps to addresses (RFC 8520 §8.2).
   *
   * @param uri the class, or {@code my-controller}
   */
  record Controller(String uri) implements Remote {}

  /**
   * Other devices of a manufacturer, by the authority of their MUD URL (RFC 8520 §8.2 manufacturer
   * and same-manufacturer).
   *
   * @param authority of the MUD URL
   */
  record Maker(String authority) implements Remote {}

  /**
   * Other devices with exactly this MUD URL (RFC 8520 §8.2 model).
   *
   * @param mudUrl the URL
   */
  record Model(String mudUrl) implements Remote {}
}
