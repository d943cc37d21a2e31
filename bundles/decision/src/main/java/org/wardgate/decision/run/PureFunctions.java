package org.wardgate.decision.run;

import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;

/**
 * The pure functions that other bundles own, so that such a bundle can be replaced while the core
 * runs: the last one serves until the next arrives. Thread-safe.
 */
public final class PureFunctions implements MudCompiler, TrustEvaluator {
  private volatile MudCompiler compiler;
  private volatile TrustEvaluator evaluator;

  /** Starts with those that are there. */
  public PureFunctions(MudCompiler compiler, TrustEvaluator evaluator) {
    this.compiler = compiler;
    this.evaluator = evaluator;
  }

  /** A newer compiler. */
  public void compileWith(MudCompiler newer) {
    compiler = newer;
  }

  /** A newer evaluator. */
  public void evaluateWith(TrustEvaluator newer) {
    evaluator = newer;
  }

  @Override
  public CompiledMudFile compile(VerifiedMudFile file) throws RefusedException {
    return compiler.compile(file);
  }

  @Override
  public TrustVerdict evaluate(TrustQuestion question) {
    return evaluator.evaluate(question);
  }
}
