package org.wardgate.references.store;

/** Where a manifest came from. */
public enum Origin {
  /** A file of the directory; when it disappears, its withdrawal is offered. */
  DIRECTORY,
  /** Fetched from a configured address. */
  URL,
  /** Handed in by a person or the cloud. */
  DESK
}
