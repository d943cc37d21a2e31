package org.wardgate.api.transport;

/** CoAP request methods served (RFC 7252 §5.8). */
public enum Method {
  /** 0.01. */
  GET,
  /** 0.02. */
  POST,
  /** 0.03. */
  PUT,
  /** 0.04. */
  DELETE
}
