package org.wardgate.installer;

/** A set was not put in place. */
public final class InstallException extends Exception {
  private static final long serialVersionUID = 1;

  private final Fault fault;

  /**
   * A failure.
   *
   * @param detail one line for people
   */
  public InstallException(Fault fault, String detail) {
    super(detail);
    this.fault = fault;
  }

  /** A failure with what caused it. */
  public InstallException(Fault fault, String detail, Throwable cause) {
    super(detail, cause);
    this.fault = fault;
  }

  /** What kind. */
  public Fault fault() {
    return fault;
  }

  /** One line for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
