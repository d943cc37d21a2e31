package org.eclipse.kura.identity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The name of something that an account may do. */
public class Permission {
  private final String name;

  /** A permission of that name, which is not blank. */
  public Permission(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a permission has a name");
    }
    this.name = name;
  }

  /** Its name. */
  public String getName() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Permission permission && permission.name.equals(name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name);
  }
}
