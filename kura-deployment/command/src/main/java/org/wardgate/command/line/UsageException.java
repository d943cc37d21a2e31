package org.wardgate.command.line;

/** The command line was wrong; the message says how. */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line
   */
  public UsageException(String message) {
    super(message);
  }
}
