package org.wardgate.api.conformity;

import org.wardgate.api.error.ErrorCode;

/** The part of the error catalogue about conformity certificates. */
public final class ConformityErrors {
  /** The device has no conformity certificate. */
  public static final ErrorCode NONE =
      new ErrorCode(
          "WG-CNF-0001",
          "The device has no conformity certificate",
          "Ask for a device that has joined; read why with 'wardgate explain'");

  private ConformityErrors() {}
}
