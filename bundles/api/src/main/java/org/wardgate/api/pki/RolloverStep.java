package org.wardgate.api.pki;

/** The steps of a change of the ward CA's key, in this order. */
public enum RolloverStep {
  /** Make the next root and publish it beside the current one; the current one still issues. */
  PUBLISH,
  /** Issue with the next root; the one before is still trusted. */
  ACTIVATE,
  /** Trust the old root no more; refused while certificates of it are in force. */
  FINISH
}
