package org.eclipse.kura.message;

import org.jspecify.annotations.Nullable;

/** An answer: a status, numbered as HTTP does, and a content. */
public class KuraResponsePayload extends KuraPayload {
  /** It was done. */
  public static final int RESPONSE_CODE_OK = 200;

  /** The request is wrong. */
  public static final int RESPONSE_CODE_BAD_REQUEST = 400;

  /** There is no such thing. */
  public static final int RESPONSE_CODE_NOTFOUND = 404;

  /** It could not be done. */
  public static final int RESPONSE_CODE_ERROR = 500;

  private static final String CODE = "response.code";
  private static final String MESSAGE = "response.exception.message";

  /** An answer without content. */
  public KuraResponsePayload(int responseCode) {
    addMetric(CODE, responseCode);
  }

  /** An answer that tells of a failure. */
  public KuraResponsePayload(Throwable failure) {
    this(RESPONSE_CODE_ERROR, failure);
  }

  /** An answer that tells of a failure. */
  public KuraResponsePayload(int responseCode, @Nullable Throwable failure) {
    addMetric(CODE, responseCode);
    if (failure != null) {
      addMetric(MESSAGE, String.valueOf(failure.getMessage()));
    }
  }

  /** An answer of that content. */
  public KuraResponsePayload(KuraPayload payload) {
    payload.metrics().forEach(this::addMetric);
    setBody(payload.getBody());
  }
}
