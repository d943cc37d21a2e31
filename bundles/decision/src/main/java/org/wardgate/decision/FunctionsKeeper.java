package org.wardgate.decision;

import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.decision.run.PureFunctions;

/**
 * Offers the pure functions to the core once both have arrived, and goes on offering them while the
 * bundle of one is replaced. Thread-safe.
 */
@Component(
    name = "org.wardgate.decision.functions",
    immediate = true,
    service = {})
public final class FunctionsKeeper {
  private final BundleContext context;
  private Optional<MudCompiler> compiler = Optional.empty();
  private Optional<TrustEvaluator> evaluator = Optional.empty();
  private Optional<PureFunctions> offered = Optional.empty();
  private Optional<ServiceRegistration<PureFunctions>> registration = Optional.empty();

  /** Waits for both. */
  @Activate
  public FunctionsKeeper(BundleContext context) {
    this.context = context;
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindCompiler(MudCompiler arrived) {
    compiler = Optional.of(arrived);
    offered.ifPresent(functions -> functions.compileWith(arrived));
    offer();
  }

  /** The last one serves until the next arrives. */
  synchronized void unbindCompiler(MudCompiler left) {
    // kept on purpose
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindEvaluator(TrustEvaluator arrived) {
    evaluator = Optional.of(arrived);
    offered.ifPresent(functions -> functions.evaluateWith(arrived));
    offer();
  }

  /** The last one serves until the next arrives. */
  synchronized void unbindEvaluator(TrustEvaluator left) {
    // kept on purpose
  }

  private void offer() {
    if (offered.isEmpty() && compiler.isPresent() && evaluator.isPresent()) {
      PureFunctions functions = new PureFunctions(compiler.get(), evaluator.get());
      offered = Optional.of(functions);
      registration = Optional.of(context.registerService(PureFunctions.class, functions, null));
    }
  }

  @Deactivate
  void deactivate() {
    registration.ifPresent(ServiceRegistration::unregister);
  }
}
