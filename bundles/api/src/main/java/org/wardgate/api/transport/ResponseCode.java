package org.wardgate.api.transport;

/** CoAP response codes used (RFC 7252 §12.1.2). */
public enum ResponseCode {
  /** 2.01 Created. */
  CREATED(0x41),
  /** 2.04 Changed. */
  CHANGED(0x44),
  /** 2.05 Content. */
  CONTENT(0x45),
  /** 4.00 Bad Request. */
  BAD_REQUEST(0x80),
  /** 4.01 Unauthorized. */
  UNAUTHORIZED(0x81),
  /** 4.03 Forbidden. */
  FORBIDDEN(0x83),
  /** 4.04 Not Found. */
  NOT_FOUND(0x84),
  /** 4.05 Method Not Allowed. */
  METHOD_NOT_ALLOWED(0x85),
  /** 4.06 Not Acceptable. */
  NOT_ACCEPTABLE(0x86),
  /** 4.13 Request Entity Too Large. */
  REQUEST_ENTITY_TOO_LARGE(0x8D),
  /** 4.15 Unsupported Content-Format. */
  UNSUPPORTED_CONTENT_FORMAT(0x8F),
  /** 4.29 Too Many Requests (RFC 8516). */
  TOO_MANY_REQUESTS(0x9D),
  /** 5.00 Internal Server Error. */
  INTERNAL_SERVER_ERROR(0xA0),
  /** 5.03 Service Unavailable; Max-Age says when to ask again. */
  SERVICE_UNAVAILABLE(0xA3);

  private final int value;

  ResponseCode(int value) {
    this.value = value;
  }

  /** The code octet of RFC 7252 §3: class in the upper three bits, detail in the lower five. */
  public int value() {
    return value;
  }

  /** Whether the class is 2. */
  public boolean success() {
    return value >> 5 == 2;
  }
}
