package org.wardgate.command.line;

/** Exit statuses, the same for every command. */
public final class Exit {

  /** Accepted, or done. */
  public static final int ACCEPTED = 0;

  /** Refused, with a stable error code. */
  public static final int REFUSED = 2;

  /** The command line was wrong. */
  public static final int USAGE = 64;

  /** A defect of ours. */
  public static final int INTERNAL = 70;

  private Exit() {}
}
