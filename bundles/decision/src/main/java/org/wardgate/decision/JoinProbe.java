package org.wardgate.decision;

import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.decision.rules.SyntheticJoin;

/**
 * Tries whether a device would be admitted, and a hostile one not, with the rules and the pure
 * functions that are there now. Nothing of the ward is touched: it happens in a state of its own
 * that nobody else sees. Thread-safe.
 */
@Component(
    name = "org.wardgate.decision.join-probe",
    immediate = true,
    service = Callable.class,
    property = "org.wardgate.probe=join")
public final class JoinProbe implements Callable<String> {
  private final MudCompiler compiler;
  private final TrustEvaluator evaluator;

  /** Over the pure functions. */
  @Activate
  public JoinProbe(@Reference MudCompiler compiler, @Reference TrustEvaluator evaluator) {
    this.compiler = compiler;
    this.evaluator = evaluator;
  }

  /** What is wrong; empty if nothing is. */
  @Override
  public String call() {
    return SyntheticJoin.findings(compiler, evaluator);
  }
}
