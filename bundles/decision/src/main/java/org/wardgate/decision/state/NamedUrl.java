package org.wardgate.decision.state;

/**
 * A MUD URL and who named it.
 *
 * @param url empty if none is known
 * @param source who named it
 * @param contested another URL that an unauthenticated source named and that does not count; empty
 *     if there is none
 */
public record NamedUrl(String url, UrlSource source, String contested) {
  /** None is known. */
  public static final NamedUrl NONE = new NamedUrl("", UrlSource.NONE, "");

  /** A URL nobody contests. */
  public static NamedUrl of(String url, UrlSource source) {
    return new NamedUrl(url, source, "");
  }

  /** Whether one is known. */
  public boolean known() {
    return !url.isEmpty();
  }

  /** The same, contested. */
  public NamedUrl contestedBy(String other) {
    return new NamedUrl(url, source, other);
  }
}
