package org.wardgate.conformity.statement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a certificate says in one word. */
public enum Decision {
  /** It runs what it should, was asked lately, and is trusted more than required. */
  TRUSTED,
  /** It is not trusted enough, or is cut off. */
  NOT_TRUSTED,
  /** Nobody can say: its evidence is missing or too old, or the sources are too uncertain. */
  UNDECIDABLE;

  /** As it is written, for example {@code not-trusted}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The decision that is written so. */
  public static Optional<Decision> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
  }
}
