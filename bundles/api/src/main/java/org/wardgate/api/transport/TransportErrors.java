package org.wardgate.api.transport;

import java.util.concurrent.CompletionException;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;

/** The transports' part of the error catalogue. */
public final class TransportErrors {
  /** The device has no live session. */
  public static final ErrorCode NO_SESSION =
      new ErrorCode(
          "WG-COAP-0001", "The device has no live session", "Wait for the device to reconnect");

  /** The device did not answer in time. */
  public static final ErrorCode NO_ANSWER =
      new ErrorCode(
          "WG-COAP-0002",
          "The device did not answer in time",
          "Check the device's radio and power, then challenge it again");

  /** The device's answer exceeds the limit. */
  public static final ErrorCode ANSWER_TOO_LARGE =
      new ErrorCode(
          "WG-COAP-0003",
          "The device's answer exceeds the limit",
          "Ask the manufacturer for a firmware whose answers keep the documented limit");

  /** The CoAPS endpoint could not be opened. */
  public static final ErrorCode ENDPOINT_FAILED =
      new ErrorCode(
          "WG-COAP-0004",
          "The CoAPS endpoint could not be opened",
          "Check that the configured address exists and the port is free");

  /** The transport's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-COAP-0005",
          "The transport's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** The peer sends requests faster than its limit. */
  public static final ErrorCode TOO_MANY_REQUESTS =
      new ErrorCode(
          "WG-COAP-0006",
          "The peer sends requests faster than its limit",
          "Slow the device down or raise its limit");

  private TransportErrors() {}

  /** Whether a failed request got an answer nevertheless: one too long to be taken. */
  static boolean answered(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof RefusedException refused
        && refused.errorCode().equals(ANSWER_TOO_LARGE);
  }
}
