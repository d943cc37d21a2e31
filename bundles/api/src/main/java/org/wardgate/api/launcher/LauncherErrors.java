package org.wardgate.api.launcher;

import org.wardgate.api.error.ErrorCode;

/** The launcher and command line's part of the error catalogue. */
public final class LauncherErrors {

  /** A feature file is not of the documented form. */
  public static final ErrorCode BAD_FEATURE =
      new ErrorCode(
          "WG-LNCH-0001",
          "A feature file is not of the documented form",
          "Correct the file named in the detail");

  /** A bundle of the plan is not in the repository. */
  public static final ErrorCode BUNDLE_MISSING =
      new ErrorCode(
          "WG-LNCH-0002",
          "A bundle of the plan is not in the repository",
          "Build the distribution again, or remove the bundle from the feature");

  /** Two features ask for different versions of a bundle. */
  public static final ErrorCode BUNDLE_CONFLICT =
      new ErrorCode(
          "WG-LNCH-0003",
          "Two features ask for different versions of a bundle",
          "Use one version in all features");

  /** A bundle could not be installed, resolved or started. */
  public static final ErrorCode BUNDLE_FAILED =
      new ErrorCode(
          "WG-LNCH-0004",
          "A bundle could not be installed, resolved or started",
          "Read gateway.log; the previous plan stays in force");

  /** The gateway did not become healthy in time. */
  public static final ErrorCode NOT_HEALTHY =
      new ErrorCode(
          "WG-LNCH-0005",
          "The gateway did not become healthy in time",
          "Read gateway.log for the component named in the detail");

  /** The instance's configuration is not of the documented form. */
  public static final ErrorCode BAD_INSTANCE =
      new ErrorCode(
          "WG-LNCH-0006",
          "The instance's configuration is not of the documented form",
          "Correct instance.json");

  /** Another gateway runs in this instance. */
  public static final ErrorCode ALREADY_RUNNING =
      new ErrorCode(
          "WG-LNCH-0007",
          "Another gateway runs in this instance",
          "Stop it with 'down', or use another instance directory");

  /** No gateway runs in this instance. */
  public static final ErrorCode NOT_RUNNING =
      new ErrorCode(
          "WG-LNCH-0008", "No gateway runs in this instance", "Start one with 'up' or 'demo'");

  /** The gateway does not answer. */
  public static final ErrorCode NO_ANSWER =
      new ErrorCode(
          "WG-LNCH-0009",
          "The gateway does not answer",
          "Read gateway.log in the instance directory");

  /** The gateway did not stop in time. */
  public static final ErrorCode NOT_STOPPED =
      new ErrorCode(
          "WG-LNCH-0010",
          "The gateway did not stop in time",
          "Read gateway.log; end the process named in the detail");

  /** A file cannot be read. */
  public static final ErrorCode UNREADABLE_FILE =
      new ErrorCode("WG-LNCH-0011", "A file cannot be read", "Check the path and its permissions");

  /** The OSGi framework did not start. */
  public static final ErrorCode FRAMEWORK_FAILED =
      new ErrorCode(
          "WG-LNCH-0012",
          "The OSGi framework did not start",
          "Read gateway.log in the instance directory");

  /** The network namespace of this instance does not exist. */
  public static final ErrorCode NAMESPACE_MISSING =
      new ErrorCode(
          "WG-LNCH-0013",
          "The network namespace of this instance does not exist",
          "Start the demo again");

  /** A part of the distribution is missing. */
  public static final ErrorCode PART_MISSING =
      new ErrorCode(
          "WG-LNCH-0014", "A part of the distribution is missing", "Build the distribution again");

  /** The gateway's answer is not of the documented form. */
  public static final ErrorCode BAD_ANSWER =
      new ErrorCode(
          "WG-LNCH-0015",
          "The gateway's answer is not of the documented form",
          "Use the command of the same version as the gateway");

  /** The file holds no certificate that can be read. */
  public static final ErrorCode BAD_CERTIFICATE =
      new ErrorCode(
          "WG-LNCH-0016",
          "The file holds no certificate that can be read",
          "Give a certificate in PEM or DER form");

  /** The console's port is taken by another program. */
  public static final ErrorCode PORT_TAKEN =
      new ErrorCode(
          "WG-LNCH-0017",
          "The console's port is taken by another program",
          "Stop that program, or set another port for org.apache.felix.http in instance.json");

  private LauncherErrors() {}
}
