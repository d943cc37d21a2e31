package org.wardgate.api.policy;

import java.util.stream.Stream;

/** The far end of a rule. */
public sealed interface Remote {
  /** The simple far ends this one is made of; itself unless it is {@link Both}. */
  default Stream<Remote> parts() {
    return Stream.of(this);
  }

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

  /**
   * The ward device with this hardware address, wherever it is. Enforced as the addresses it is
   * bound to.
   *
   * @param mac six lower-case hexadecimal pairs with colons
   */
  record Hardware(String mac) implements Remote {}

  /**
   * What is in both: an entry may name several conditions at once (RFC 8519 §3, all must hold).
   *
   * @param first one
   * @param second the other
   */
  record Both(Remote first, Remote second) implements Remote {
    @Override
    public Stream<Remote> parts() {
      return Stream.concat(first.parts(), second.parts());
    }
  }
}
