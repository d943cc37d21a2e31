package org.wardgate.api.console;

import org.wardgate.api.error.ErrorCode;

/** The console's part of the error catalogue. */
public final class ConsoleErrors {

  /** The request carries no valid bearer token. */
  public static final ErrorCode NOT_AUTHENTICATED =
      new ErrorCode(
          "WG-CON-0001",
          "The request carries no valid bearer token",
          "Send the content of the admin token file as bearer token");

  /** The request comes from a foreign web page. */
  public static final ErrorCode FOREIGN_ORIGIN =
      new ErrorCode(
          "WG-CON-0002",
          "The request comes from a foreign web page",
          "Use the gateway's own address; other origins are never allowed");

  /** The request names a host this console does not serve. */
  public static final ErrorCode FOREIGN_HOST =
      new ErrorCode(
          "WG-CON-0003",
          "The request names a host this console does not serve",
          "Use 127.0.0.1 or localhost, or add the name to allowedHosts");

  /** There is no such resource. */
  public static final ErrorCode NO_SUCH_RESOURCE =
      new ErrorCode("WG-CON-0004", "There is no such resource", "See /api/v1/openapi.json");

  /** The resource does not know this method. */
  public static final ErrorCode METHOD_NOT_ALLOWED =
      new ErrorCode(
          "WG-CON-0005", "The resource does not know this method", "See /api/v1/openapi.json");

  /** The request body exceeds the size limit. */
  public static final ErrorCode BODY_TOO_LARGE =
      new ErrorCode(
          "WG-CON-0006",
          "The request body exceeds the size limit",
          "Send at most as many bytes as the detail names");

  /** The request is malformed. */
  public static final ErrorCode BAD_REQUEST =
      new ErrorCode("WG-CON-0007", "The request is malformed", "Correct what the detail names");

  /** The request body is not JSON. */
  public static final ErrorCode UNSUPPORTED_TYPE =
      new ErrorCode(
          "WG-CON-0008", "The request body is not JSON", "Send Content-Type: application/json");

  /** There is no such device. */
  public static final ErrorCode UNKNOWN_DEVICE =
      new ErrorCode("WG-CON-0009", "There is no such device", "Check the id with 'devices'");

  /** A part of the gateway is not running. */
  public static final ErrorCode NOT_SERVING =
      new ErrorCode(
          "WG-CON-0010",
          "A part of the gateway is not running",
          "Wait until /health/ready answers 200, or read the log");

  /** The command was not decided in time. */
  public static final ErrorCode NO_DECISION =
      new ErrorCode(
          "WG-CON-0011",
          "The command was not decided in time",
          "See the device's state before trying again");

  /** The same long-running request is already being served. */
  public static final ErrorCode BUSY =
      new ErrorCode(
          "WG-CON-0012",
          "The same long-running request is already being served",
          "Wait until it has ended");

  /** The console's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-CON-0013",
          "The console's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** The admin token file cannot be read or written. */
  public static final ErrorCode TOKEN_FAILED =
      new ErrorCode(
          "WG-CON-0014",
          "The admin token file cannot be read or written",
          "Check the data directory and the file's permissions");

  /** An approval needs a person with a token of their own. */
  public static final ErrorCode NEEDS_OPERATOR =
      new ErrorCode(
          "WG-CON-0015",
          "An approval needs an operator with a token of their own",
          "Make one with 'wardgate operator add NAME' and approve with --token");

  /** The device has no handover that counts. */
  public static final ErrorCode NO_HANDOVER =
      new ErrorCode(
          "WG-CON-0016",
          "The device has no handover that counts",
          "Hand it over with 'wardgate handover ID --to GATEWAY'");

  /** Too many requests of this kind in a short time. */
  public static final ErrorCode TOO_MANY_REQUESTS =
      new ErrorCode(
          "WG-CON-0017",
          "Too many requests of this kind in a short time",
          "Ask again after the time that Retry-After gives");

  /** The break-glass code is wrong, or was used before. */
  public static final ErrorCode BAD_BREAK_GLASS_CODE =
      new ErrorCode(
          "WG-CON-0018",
          "The break-glass code is wrong or was used before",
          "Read it again, or take the next code of the list; it needs no token and no cloud");

  /** The break-glass codes cannot be read or written. */
  public static final ErrorCode CODES_FAILED =
      new ErrorCode(
          "WG-CON-0019",
          "The break-glass codes cannot be read or written",
          "Check the data directory; draw codes with 'wardgate break-glass codes --count 20'");

  /** There is no such case. */
  public static final ErrorCode NO_CASE =
      new ErrorCode(
          "WG-CON-0020",
          "There is no such case",
          "Look for its id with 'case list'; old cases are dropped");

  /** The account may look, not decide. */
  public static final ErrorCode VIEW_ONLY =
      new ErrorCode(
          "WG-CON-0021",
          "This account may look at the gateway, not change anything",
          "Use an account that may decide, or an operator's token");

  /** Too many wrong passwords. */
  public static final ErrorCode TOO_MANY_LOGINS =
      new ErrorCode(
          "WG-CON-0022",
          "Too many wrong passwords in a short time",
          "Wait some seconds; nothing is locked for longer, and tokens count meanwhile");

  private ConsoleErrors() {}
}
