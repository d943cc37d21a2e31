package org.wardgate.mud.file;

import org.wardgate.mud.json.Place;

/**
 * An access control entry (RFC 8519).
 *
 * @param name for people
 * @param matches which packets
 * @param forwarding what they meet
 * @param place where it stands in the file
 */
public record Ace(String name, Matches matches, Forwarding forwarding, Place place) {
  /** RFC 8519 forwarding action. */
  public enum Forwarding {
    /** Pass. */
    ACCEPT,
    /** Drop without a word. */
    DROP,
    /** Drop and tell the sender. */
    REJECT
  }
}
