package org.wardgate.transport.coap.oscore;

/** A message that OSCORE does not accept; the reason says what the peer may be told. */
public final class OscoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, and the code of the error response (RFC 8613 §8.2). */
  public enum Reason {
    /** The option or what is inside is malformed: 4.02. */
    MALFORMED(0x82),
    /** No context has that id: 4.01. */
    UNKNOWN_CONTEXT(0x81),
    /** The sequence number came before: 4.01. */
    REPLAYED(0x81),
    /** The message is not authentic: 4.00. */
    NOT_AUTHENTIC(0x80),
    /** No sequence numbers are left: nothing more can be sent. */
    EXHAUSTED(0xA0);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private final Reason reason;

  OscoreException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
