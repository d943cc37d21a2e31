package org.wardgate.api.configuration;

import org.wardgate.api.error.ErrorCode;

/** The settings' part of the error catalogue; components add codes of their own. */
public final class ConfigurationErrors {

  /** The value is of another type than the attribute. */
  public static final ErrorCode WRONG_TYPE =
      new ErrorCode(
          "WG-CFG-0001",
          "The value is of another type than the setting",
          "Give a value of the type that the form shows");

  /** The value is outside its limits, or none of the options. */
  public static final ErrorCode OUT_OF_RANGE =
      new ErrorCode(
          "WG-CFG-0002",
          "The value is outside the setting's limits",
          "Give a value within the limits that the form shows");

  /** The value's form is wrong. */
  public static final ErrorCode BAD_VALUE =
      new ErrorCode(
          "WG-CFG-0003",
          "The value does not have the setting's form",
          "Read the setting's description; the last good configuration stays in force");

  /** The value is good, but it cannot be changed while the gateway runs. */
  public static final ErrorCode NEXT_START =
      new ErrorCode(
          "WG-CFG-0004",
          "The value takes effect at the next start",
          "Restart the gateway when it suits the ward; until then the value before stays in force");

  private ConfigurationErrors() {}
}
