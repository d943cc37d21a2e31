package org.wardgate.names;

import java.util.Random;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * Writes a name with random upper and lower case (draft-vixie-dnsext-dns0x20): a resolver repeats
 * it, somebody who guesses has to guess that too.
 */
final class Spelling {
  private Spelling() {}

  /**
   * @param text the name in lower case, without trailing dot
   */
  static Name random(String text, Random random) {
    StringBuilder spelt = new StringBuilder(text);
    for (int i = 0; i < spelt.length(); i++) {
      if (random.nextBoolean()) {
        spelt.setCharAt(i, Character.toUpperCase(spelt.charAt(i)));
      }
    }
    try {
      return Name.fromString(spelt.append('.').toString());
    } catch (TextParseException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** Whether both are the same letter by letter. */
  static boolean same(Name one, Name other) {
    return one.toString().equals(other.toString());
  }
}
