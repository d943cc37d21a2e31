package org.wardgate.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.attestation.Challenger;
import org.wardgate.api.attestation.ChangeKeeper;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
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
    name = DecisionCore.PID,
    configurationPid = DecisionCore.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + DecisionCore.PID,
    service = {
      EventSink.class,
      CommandGate.class,
      WardView.class,
      TrustDesk.class,
      ConfigurableComponent.class
    })
@Designate(ocd = DecisionConfiguration.class)
public final class DecisionCore
    implements EventSink, CommandGate, WardView, TrustDesk, ConfigurableComponent {
  /** Component name and configuration PID. */
  static final String PID = "org.wardgate.decision";

  private final RunningCore core;
  private final PureFunctions functions;
  private final Configured<DecisionSettings> settings;

  /**
   * Reads the state back and starts deciding; for values that are refused the defaults stand in.
   *
   * @throws RefusedException if the journal cannot be read back
   */
  @Activate
  public DecisionCore(
      @Reference Journal journal,
      @Reference Inventory inventory,
      @Reference PureFunctions functions,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties)
      throws RefusedException {
    this.functions = functions;
    this.settings = new Configured<>(PID, reports, properties, DecisionSettings::of);
    DecisionSettings now = settings.get();
    this.core =
        RunningCore.start(
            journal,
            new Reducer(functions, functions, now.limits()),
            inventory.current(),
            new RunningCore.Options(Clocks.system(), now.erasureAwaitsCloud()));
  }

  /** Takes other limits for what is decided from now on; nothing stops meanwhile. */
  @Modified
  void updated(Map<String, Object> properties) {
    settings.change(
        DecisionSettings.of(properties),
        now ->
            core.decideBy(
                new Reducer(functions, functions, now.limits()), now.erasureAwaitsCloud()));
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
