package org.wardgate.mud.json;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file something stands; rendered only when somebody asks.
 *
 * @param parent the enclosing place, null at the root and for what is beside the file
 * @param key the key, or a name for what is beside the file; empty for an element
 * @param index of an element, from 0; negative for anything else
 */
public record Place(@Nullable Place parent, String key, int index) {
  private static final int NO_ELEMENT = -1;

  /** The whole file. */
  public static final Place ROOT = new Place(null, "");

  /** A place beside the file. */
  public Place(@Nullable Place parent, String name) {
    this(parent, name, NO_ELEMENT);
  }

  /** The value of a key. */
  public Place key(String key) {
    return new Place(this, key, NO_ELEMENT);
  }

  /** An element of an array, counted from 0. */
  public Place index(int index) {
    return new Place(this, "", index);
  }

  /** A path such as {@code /ietf-mud:mud/mud-url}. */
  @Override
  public String toString() {
    if (parent == null) {
      return key;
    }
    return parent + (index < 0 ? "/" + key : "[" + index + "]");
  }
}
