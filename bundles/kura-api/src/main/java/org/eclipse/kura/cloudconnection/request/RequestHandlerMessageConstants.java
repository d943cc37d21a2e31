package org.eclipse.kura.cloudconnection.request;

/** Names of properties of requests. */
public enum RequestHandlerMessageConstants {
  /** The resource that is asked for: a list of strings. */
  ARGS_KEY("args");

  private final String value;

  RequestHandlerMessageConstants(String value) {
    this.value = value;
  }

  /** The property's name. */
  public String value() {
    return value;
  }
}
