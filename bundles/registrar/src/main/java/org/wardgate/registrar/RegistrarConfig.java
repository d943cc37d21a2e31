package org.wardgate.registrar;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What an operator may set. */
@ObjectClassDefinition(
    name = "Wardgate registrar",
    description = "Vouchers of manufacturers for devices that join (constrained BRSKI)")
public @interface RegistrarConfig {
  /** Folder of offline vouchers, an absolute path; empty for {@code vouchers} with the data. */
  @AttributeDefinition(
      name = "Voucher folder",
      description = "Absolute path of the folder of offline vouchers *.vch; empty: with the data",
      required = false)
  String voucherDirectory() default "";

  /** Whether vouchers without a nonce count. */
  @AttributeDefinition(
      name = "Nonceless vouchers",
      description =
          "Whether vouchers without a nonce count. They can be used again until they expire;"
              + " needed for wards without internet",
      required = false)
  boolean nonceless() default false;

  /** Longest life of a voucher without a nonce, 1 to 3,660 days. */
  @AttributeDefinition(
      name = "Life of nonceless vouchers (d)",
      description = "Longest time from creation to expiry of a voucher without a nonce",
      min = "1",
      max = "3660",
      required = false)
  int noncelessDaysMax() default 400;

  /** Time for one question to a MASA, 1 to 120 seconds. */
  @AttributeDefinition(
      name = "MASA timeout (s)",
      description = "Time for one question to a MASA",
      min = "1",
      max = "120",
      required = false)
  int masaTimeoutSeconds() default 20;

  /** How long a pledge waits before it is told to come again, 0 to 8 seconds. */
  @AttributeDefinition(
      name = "Answer wait (s)",
      description = "How long a pledge waits for its voucher before it is told to come again",
      min = "0",
      max = "8",
      required = false)
  int answerWaitSeconds() default 3;

  /** What the MASA's audit log is for: {@code off}, {@code report} or {@code require}. */
  @AttributeDefinition(
      name = "Audit log",
      description =
          "off: not asked for; report: other owners of a device are reported; require: without a"
              + " log that names this ward alone there is no voucher, also none from a file",
      options = {@Option("off"), @Option("report"), @Option("require")},
      required = false)
  String auditLog() default "report";
}
