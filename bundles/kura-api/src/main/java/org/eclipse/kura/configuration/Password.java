package org.eclipse.kura.configuration;

import org.jspecify.annotations.Nullable;

/** The value of a password attribute. */
public class Password {
  private final char @Nullable [] characters;

  /** A password of text. */
  public Password(@Nullable String password) {
    this.characters = password == null ? null : password.toCharArray();
  }

  /** A password of characters, which are not copied. */
  public Password(char @Nullable [] password) {
    this.characters = password;
  }

  /** The characters themselves. */
  public char @Nullable [] getPassword() {
    return characters;
  }
}
