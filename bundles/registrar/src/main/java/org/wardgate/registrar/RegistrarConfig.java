package org.wardgate.registrar;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What an operator may set. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = VoucherResource.PID,
    name = "Wardgate Registrar",
    description =
        "Vouchers of manufacturers for devices that join (constrained BRSKI). Counts for the"
            + " questions that come after a change.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface RegistrarConfig {
  /** Folder of offline vouchers, an absolute path; empty for {@code vouchers} with the data. */
  @AttributeDefinition(
      name = "Voucher Folder",
      description =
          "Absolute path of the folder of offline vouchers *.vch. Empty: 'vouchers' in the data"
              + " directory.",
      required = false)
  String voucherDirectory() default "";

  /** Whether vouchers without a nonce count. */
  @AttributeDefinition(
      name = "Nonceless Vouchers",
      description =
          "Whether vouchers without a nonce count. They can be used again until they expire; wards"
              + " without internet need them.")
  boolean nonceless() default false;

  /** Longest life of a voucher without a nonce, 1 to 3,660 days. */
  @AttributeDefinition(
      name = "Nonceless Life (d)",
      description =
          "Most days from the creation to the expiry of a voucher without a nonce, 1 to 3660. Those"
              + " that live longer are refused.",
      min = "1",
      max = "3660")
  int noncelessDaysMax() default 400;

  /** Time for one question to a MASA, 1 to 120 seconds. */
  @AttributeDefinition(
      name = "MASA Timeout (s)",
      description = "Seconds for one question to a manufacturer's MASA, 1 to 120.",
      min = "1",
      max = "120")
  int masaTimeoutSeconds() default 20;

  /** How long a pledge waits before it is told to come again, 0 to 8 seconds. */
  @AttributeDefinition(
      name = "Answer Wait (s)",
      description =
          "Seconds that a device waits for its voucher before it is told to come again, 0 to 8.",
      min = "0",
      max = "8")
  int answerWaitSeconds() default 3;

  /** What the MASA's audit log is for: {@code off}, {@code report} or {@code require}. */
  @AttributeDefinition(
      name = "Audit Log",
      description =
          "What the MASA's audit log is for. Off: it is not asked for. Report: other owners of a"
              + " device are reported. Require: without a log that names this ward alone there is no"
              + " voucher, also none from a file.",
      options = {
        @Option(label = "Off", value = "off"),
        @Option(label = "Report", value = "report"),
        @Option(label = "Require", value = "require")
      })
  String auditLog() default "report";
}
