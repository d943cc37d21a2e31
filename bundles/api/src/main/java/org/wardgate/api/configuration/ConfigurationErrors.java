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

  /** There is no such form. */
  public static final ErrorCode NO_FORM =
      new ErrorCode(
          "WG-CFG-0010",
          "Nothing with settings has this identity",
          "List the settings, and take an identity from there");

  /** Somebody else changed the same form meanwhile. */
  public static final ErrorCode EDITED_MEANWHILE =
      new ErrorCode(
          "WG-CFG-0011",
          "The settings were changed since they were read",
          "Read them again, then decide again");

  /** The form has no such setting. */
  public static final ErrorCode NO_SETTING =
      new ErrorCode(
          "WG-CFG-0012", "The form has no such setting", "Use the identities that the form shows");

  /** The platform takes no settings from here. */
  public static final ErrorCode NO_STORE =
      new ErrorCode(
          "WG-CFG-0013",
          "This platform takes no settings from here",
          "Use the platform's own console, or the instance's file and a restart");

  /** The settings could not be stored. */
  public static final ErrorCode NOT_STORED =
      new ErrorCode(
          "WG-CFG-0014",
          "The settings could not be stored; nothing has changed",
          "Check that the disk has room and that the directory belongs to the gateway's user");

  /** The setting decides who may do what: nobody changes it over the network. */
  public static final ErrorCode GUARDED =
      new ErrorCode(
          "WG-CFG-0015",
          "This setting cannot be changed from here",
          "Change it in the platform's own console, or in the instance's file on the machine");

  /** The component refused what was stored. */
  public static final ErrorCode PUT_BACK =
      new ErrorCode(
          "WG-CFG-0016",
          "The component did not take the values; those before are stored again",
          "Read why in the detail, and give values that it can use");

  /** The last good configuration on disk is not one. */
  public static final ErrorCode NOTHING_KEPT =
      new ErrorCode(
          "WG-CFG-0017",
          "The last good configuration that was kept cannot be used",
          "Correct the values that are refused; the file is written anew when they are taken");

  private ConfigurationErrors() {}
}
