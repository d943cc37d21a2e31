package org.wardgate.api.error;

/**
 * Input or a request was refused. The message is safe to show: one line, at most 300 characters.
 */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode errorCode;
  private final String detail;

  /**
   * @param errorCode the catalogue entry
   * @param detail what of this case led to it; cleaned by {@link Problem#clean}
   */
  public RefusedException(ErrorCode errorCode, String detail) {
    super(errorCode.code() + " " + errorCode.reason() + ": " + Problem.clean(detail));
    this.errorCode = errorCode;
    this.detail = Problem.clean(detail);
  }

  /** As the two-argument form, keeping the cause for the log. */
  public RefusedException(ErrorCode errorCode, String detail, Throwable cause) {
    this(errorCode, detail);
    initCause(cause);
  }

  /** The catalogue entry. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** What of this case led to it. */
  public String detail() {
    return detail;
  }

  /** This refusal as a value that can be journaled. */
  public Problem problem() {
    return Problem.of(errorCode, detail);
  }
}
