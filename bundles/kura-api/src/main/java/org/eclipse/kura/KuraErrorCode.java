package org.eclipse.kura;

/** Kinds of failures. Kura has more of them; the ones that are used stand here. */
public enum KuraErrorCode {
  /** None of the others. */
  INTERNAL_ERROR
}
