package org.wardgate.api.trust;

/** Opinions to verdict. A pure function: same input, same output, no world. Thread-safe. */
public interface TrustEvaluator {
  /** Weighs what is known against what is required. */
  TrustVerdict evaluate(TrustQuestion question);
}
