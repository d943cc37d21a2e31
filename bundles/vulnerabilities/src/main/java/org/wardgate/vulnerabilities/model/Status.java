package org.wardgate.vulnerabilities.model;

/** Whether a vulnerability is there (VEX). */
public enum Status {
  /** It is not there, or cannot be used. */
  NOT_AFFECTED,
  /** It is there. */
  AFFECTED,
  /** It was there and is closed. */
  FIXED,
  /** Nobody knows yet. */
  UNDER_INVESTIGATION
}
