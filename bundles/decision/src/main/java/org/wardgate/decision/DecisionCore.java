package org.wardgate.decision;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.attestation.Challenger;
import org.wardgate.api.attestation.ChangeKeeper;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.mud.MudFileManager;
import org.wardgate.api.names.WardResolver;
import org.wardgate.api.network.WardNetwork;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.trust.TrustDesk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.ChangeView;
import org.wardgate.api.view.DeniedTraffic;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.ExpectedDevice;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.decision.rules.DecisionLimits;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.run.Clocks;
import org.wardgate.decision.run.PureFunctions;
import org.wardgate.decision.run.RiskQuestion;
import org.wardgate.decision.run.RunningCore;

/**
 * The decision core as a component. It starts when the journal, the inventory and the pure
 * functions are there; the stages' ports come and go while it runs. Thread-safe.
 */
@Component(
    name = "org.wardgate.decision",
    configurationPid = "org.wardgate.decision",
    immediate = true,
    service = {EventSink.class, CommandGate.class, WardView.class, TrustDesk.class})
@Designate(ocd = DecisionCore.Config.class)
public final class DecisionCore implements EventSink, CommandGate, WardView, TrustDesk {
  /** What an operator sets. */
  @ObjectClassDefinition(
      id = "org.wardgate.decision",
      name = "Wardgate decision core",
      description = "Limits of the core that admits, restricts and quarantines devices")
  public @interface Config {
    /** Most devices. */
    @AttributeDefinition(
        name = "Devices, at most",
        description = "More devices than this are refused (1 to 100,000)",
        min = "1",
        max = "100000")
    int devicesMax() default 10_000;

    /** Largest share one inventory may cut. */
    @AttributeDefinition(
        name = "Share of admitted devices one inventory or advisory may cut (%)",
        description = "An inventory or threat advisory that would cut more is held (1 to 100)",
        min = "1",
        max = "100")
    int cutShareMaxPercent() default 10;

    /** People it takes to let a held advisory apply. */
    @AttributeDefinition(
        name = "Approvals of a held advisory",
        description = "So many different operators must approve it (1 to 5)",
        min = "1",
        max = "5")
    int approvalsMin() default 2;

    /** Grace after a certificate's end. */
    @AttributeDefinition(
        name = "Grace for a certificate that was not renewed (hours)",
        description = "After it the device is cut to its therapy floor or to nothing (0 to 8760)",
        min = "0",
        max = "8760")
    int renewalGraceHours() default 24;

    /** How long data of retired devices are kept. */
    @AttributeDefinition(
        name = "Retention of a retired device's data (days)",
        description = "0: erased as soon as it is safe (0 to 36500)",
        min = "0",
        max = "36500")
    int retentionDays() default 0;

    /** Whether erasing waits for the cloud. */
    @AttributeDefinition(
        name = "Erasing waits for the cloud",
        description = "Switch it off only on a gateway that never has a cloud")
    boolean erasureAwaitsCloud() default true;
  }

  private final RunningCore core;
  private final PureFunctions functions;

  /** Reads the state back and starts deciding. */
  @Activate
  public DecisionCore(
      @Reference Journal journal,
      @Reference Inventory inventory,
      @Reference PureFunctions functions,
      Config config)
      throws RefusedException {
    DecisionLimits limits =
        new DecisionLimits(
            Math.max(1, Math.min(100_000, config.devicesMax())),
            DecisionLimits.DEFAULT.strangersMaxCount(),
            Math.max(1, Math.min(100, config.cutShareMaxPercent())) / 100.0,
            DecisionLimits.DEFAULT.cutMinCount(),
            Math.max(1, Math.min(5, config.approvalsMin())),
            new DecisionLimits.Times(
                Duration.ofHours(Math.max(0, Math.min(8_760, config.renewalGraceHours()))),
                Duration.ofDays(Math.max(0, Math.min(36_500, config.retentionDays())))));
    this.functions = functions;
    this.core =
        RunningCore.start(
            journal,
            new Reducer(functions, functions, limits),
            inventory.current(),
            new RunningCore.Options(Clocks.system(), config.erasureAwaitsCloud()));
  }

  /** Ends the loop; what waits is refused. */
  @Deactivate
  void deactivate() {
    core.close();
  }

  @Override
  public CompletionStage<Void> submit(Event event) {
    return core.submit(event).thenCompose(DecisionCore::taken);
  }

  private static CompletionStage<Void> taken(Optional<Problem> refusal) {
    return refusal
        .map(p -> new ErrorCode(p.code(), p.reason(), p.remedy()))
        .map(code -> new RefusedException(code, refusal.get().detail()))
        .map(CompletableFuture::<Void>failedFuture)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  @Override
  public CompletionStage<CommandOutcome> submit(Command command) {
    return core.command(command);
  }

  @Override
  public List<DeviceView> devices() {
    return core.view().devices();
  }

  @Override
  public Optional<DeviceView> device(DeviceId device) {
    return core.view().device(device);
  }

  @Override
  public Optional<PolicySet> policy(DeviceId device) {
    return core.view().policy(device);
  }

  @Override
  public boolean ready() {
    return core.ready();
  }

  @Override
  public List<String> alarms() {
    return core.view().alarms();
  }

  @Override
  public List<AdvisoryView> advisories() {
    return core.view().advisories();
  }

  @Override
  public List<String> mudFacts(DeviceId device) {
    return core.view().mudFacts(device);
  }

  @Override
  public Optional<CertificateView> certificate(DeviceId device) {
    return core.view().certificate(device);
  }

  @Override
  public Optional<Bytes> handover(DeviceId device) {
    return core.view().handover(device);
  }

  @Override
  public List<ExpectedDevice> expected() {
    return core.view().expected();
  }

  @Override
  public List<DeniedTraffic> denied(DeviceId device) {
    return core.view().denied(device);
  }

  @Override
  public Optional<TrustView> trust(DeviceId device) {
    return core.view().trust(device);
  }

  @Override
  public List<IncidentView> incidents() {
    return core.view().incidents();
  }

  @Override
  public List<ChangeView> changes() {
    return core.view().changes();
  }

  @Override
  public Optional<TrustQuestion> question(DeviceId device) {
    return core.question(device);
  }

  @Override
  public TrustVerdict answer(TrustQuestion question) {
    return functions.evaluate(question);
  }

  @Override
  public double required(Risk risk, TrustQuestion.Vulnerabilities vulnerabilities) {
    return functions.evaluate(RiskQuestion.of(risk, vulnerabilities)).required();
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindEnforcer(PolicyEnforcer port) {
    core.enforcerArrived(port);
  }

  void unbindEnforcer(PolicyEnforcer port) {
    core.executor().unbind(PolicyEnforcer.class, port);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindMud(MudFileManager port) {
    core.executor().bind(MudFileManager.class, port);
  }

  void unbindMud(MudFileManager port) {
    core.executor().unbind(MudFileManager.class, port);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindNetwork(WardNetwork port) {
    core.executor().bind(WardNetwork.class, port);
  }

  void unbindNetwork(WardNetwork port) {
    core.executor().unbind(WardNetwork.class, port);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindAuthority(CertificateAuthority port) {
    core.executor().bind(CertificateAuthority.class, port);
  }

  void unbindAuthority(CertificateAuthority port) {
    core.executor().unbind(CertificateAuthority.class, port);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindChallenger(Challenger port) {
    core.executor().bind(Challenger.class, port);
  }

  void unbindChallenger(Challenger port) {
    core.executor().unbind(Challenger.class, port);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindKeeper(ChangeKeeper keeper) {
    core.executor().bind(keeper);
  }

  void unbindKeeper(ChangeKeeper keeper) {
    core.executor().unbind(keeper);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindOnboarding(OnboardingPort port) {
    core.executor().onboarding().add(port);
  }

  void unbindOnboarding(OnboardingPort port) {
    core.executor().onboarding().remove(port);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindResolver(WardResolver port) {
    core.executor().bind(WardResolver.class, port);
  }

  void unbindResolver(WardResolver port) {
    core.executor().unbind(WardResolver.class, port);
  }
}
