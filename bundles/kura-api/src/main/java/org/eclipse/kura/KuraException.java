package org.eclipse.kura;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A failure of one of Kura's services. */
public class KuraException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KuraErrorCode code;
  private final transient Object[] arguments;

  /** A failure without more words. */
  public KuraException(KuraErrorCode code) {
    this(code, new Object[0]);
  }

  /** A failure with what belongs into its message. */
  public KuraException(KuraErrorCode code, @Nullable Object... arguments) {
    this.code = code;
    this.arguments = copy(arguments);
  }

  /** A failure with its cause and what belongs into its message. */
  public KuraException(
      KuraErrorCode code, @Nullable Throwable cause, @Nullable Object... arguments) {
    super(cause);
    this.code = code;
    this.arguments = copy(arguments);
  }

  /** A failure of no other kind, with a message. */
  public static KuraException internalError(String message) {
    return new KuraException(KuraErrorCode.INTERNAL_ERROR, (Throwable) null, message);
  }

  /** A failure of no other kind, with its cause. */
  public static KuraException internalError(Throwable cause) {
    return new KuraException(KuraErrorCode.INTERNAL_ERROR, cause, "");
  }

  /** A failure of no other kind, with its cause and a message. */
  public static KuraException internalError(Throwable cause, String message) {
    return new KuraException(KuraErrorCode.INTERNAL_ERROR, cause, message);
  }

  /** Its kind. */
  public KuraErrorCode getCode() {
    return code;
  }

  @Override
  public String getMessage() {
    return code + " " + Arrays.toString(arguments);
  }

  // callers of old hand over no array at all
  private static Object[] copy(@Nullable Object @Nullable [] given) {
    return given == null ? new Object[0] : Arrays.stream(given).map(String::valueOf).toArray();
  }
}
