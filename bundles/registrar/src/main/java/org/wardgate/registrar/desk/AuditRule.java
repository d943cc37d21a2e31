package org.wardgate.registrar.desk;

/** What the MASA's log is for. */
public enum AuditRule {
  /** It is not asked for. */
  OFF,
  /** What is wrong with it is reported; the voucher is handed on. */
  REPORT,
  /** Without a good log there is no voucher. */
  REQUIRE
}
