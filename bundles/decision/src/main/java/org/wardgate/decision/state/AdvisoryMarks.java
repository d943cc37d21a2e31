package org.wardgate.decision.state;

/**
 * What advisories do to a device.
 *
 * @param cutBy id of the advisory it is cut for, empty if it is cut for none; nothing else is the
 *     reason
 * @param limitedBy id of the advisory it is limited to local networks for, empty if none; stays
 *     until fresh evidence after the advisory's end
 */
public record AdvisoryMarks(String cutBy, String limitedBy) {
  /** Nothing. */
  public static final AdvisoryMarks NONE = new AdvisoryMarks("", "");

  /** Cut for an advisory, or, with an empty id, no longer. */
  public AdvisoryMarks cutBy(String id) {
    return new AdvisoryMarks(id, limitedBy);
  }

  /** Limited for an advisory, or, with an empty id, no longer. */
  public AdvisoryMarks limitedBy(String id) {
    return new AdvisoryMarks(cutBy, id);
  }

  /** Whether it is limited to local networks. */
  public boolean limited() {
    return !limitedBy.isEmpty();
  }

  /** Whether an advisory worsens it. */
  public boolean any() {
    return !cutBy.isEmpty() || limited();
  }
}
