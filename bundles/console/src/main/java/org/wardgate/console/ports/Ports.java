package org.wardgate.console.ports;

import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wardgate.api.attestation.AppraisalCases;
import org.wardgate.api.attestation.ProfileDesk;
import org.wardgate.api.attestation.reference.ReferenceDesk;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.SettingsDesk;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.mud.AdvisoryDesk;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.api.platform.AuditTrail;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.trust.TrustDesk;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.view.CloudStatus;
import org.wardgate.api.view.WardView;

/**
 * The parts of the gateway the console asks. Any of them may be missing or be replaced at any time;
 * the console itself keeps serving. Thread-safe.
 */
@Component(name = "org.wardgate.console.ports", service = Ports.class)
public final class Ports {

  private final Port<WardView> view = new Port<>("decision", Port.PATIENCE);
  private final Port<CommandGate> gate = new Port<>("command gate", Port.PATIENCE);
  private final Port<Journal> journal = new Port<>("journal", Port.PATIENCE);
  private final Port<CloudStatus> cloud = new Port<>("cloud", Port.PATIENCE);
  private final Port<PolicyEnforcer> enforcer = new Port<>("enforcement", Port.PATIENCE);
  private final Port<GatewayIdentity> identity = new Port<>("platform", Port.PATIENCE);
  private final Port<AdvisoryDesk> advisories = new Port<>("advisory desk", Port.PATIENCE);
  private final Port<HandoverDesk> handovers = new Port<>("handover desk", Port.PATIENCE);
  private final Port<RevocationPublisher> revocations = new Port<>("ward CA", Port.PATIENCE);
  private final Port<TrustDesk> trust = new Port<>("trust desk", Port.PATIENCE);
  private final Port<AppraisalCases> cases = new Port<>("cases", Port.PATIENCE);
  private final Port<ProfileDesk> profiles = new Port<>("profile desk", Port.PATIENCE);
  private final Port<ReferenceDesk> references = new Port<>("reference desk", Port.PATIENCE);
  private final Port<ConformityDesk> conformity = new Port<>("conformity desk", Port.PATIENCE);

  private final Port<SettingsDesk> settings = new Port<>("settings", Port.PATIENCE);
  private final Port<ConfigurationReports> reports = new Port<>("reports", Port.PATIENCE);
  private final Port<UpdateDesk> updates = new Port<>("updater", Port.PATIENCE);
  private final Port<AuditTrail> audit = new Port<>("audit log", Port.PATIENCE);

  /** For Declarative Services. */
  public Ports() {}

  /** The gateway's settings; the gateway serves without it. */
  public Port<SettingsDesk> settings() {
    return settings;
  }

  /** What components refused of their configurations; the gateway serves without it. */
  public Port<ConfigurationReports> reports() {
    return reports;
  }

  /** Where updates are handed in; the gateway serves without it. */
  public Port<UpdateDesk> updates() {
    return updates;
  }

  /** The platform's audit log; most platforms have none. */
  public Port<AuditTrail> audit() {
    return audit;
  }

  /** Where advisories are handed in; the gateway serves without it. */
  public Port<AdvisoryDesk> advisories() {
    return advisories;
  }

  /** Where handovers of other gateways are handed in; the gateway serves without it. */
  public Port<HandoverDesk> handovers() {
    return handovers;
  }

  /** What the ward CA publishes; the gateway serves without it. */
  public Port<RevocationPublisher> revocations() {
    return revocations;
  }

  /** Where "what if" is asked; the gateway serves without it. */
  public Port<TrustDesk> trust() {
    return trust;
  }

  /** Failed appraisals that were kept; the gateway serves without it. */
  public Port<AppraisalCases> cases() {
    return cases;
  }

  /** Where protection profiles are tried; the gateway serves without it. */
  public Port<ProfileDesk> profiles() {
    return profiles;
  }

  /** Where reference values are handed in; the gateway serves without it. */
  public Port<ReferenceDesk> references() {
    return references;
  }

  /** Who signs conformity certificates; the gateway serves without it. */
  public Port<ConformityDesk> conformity() {
    return conformity;
  }

  /** Devices and their states. */
  public Port<WardView> view() {
    return view;
  }

  /** Commands. */
  public Port<CommandGate> gate() {
    return gate;
  }

  /** The journal. */
  public Port<Journal> journal() {
    return journal;
  }

  /** Progress of the cloud. */
  public Port<CloudStatus> cloud() {
    return cloud;
  }

  /** Enforcement. */
  public Port<PolicyEnforcer> enforcer() {
    return enforcer;
  }

  /** Which gateway this is. */
  public Port<GatewayIdentity> identity() {
    return identity;
  }

  /** The names of the parts that are away now. */
  public List<String> missing() {
    return Stream.of(view, gate, journal, cloud, enforcer, identity)
        .filter(port -> port.now().isEmpty())
        .map(Port::name)
        .toList();
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindView(WardView service) {
    view.bind(service);
  }

  void unbindView(WardView service) {
    view.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindGate(CommandGate service) {
    gate.bind(service);
  }

  void unbindGate(CommandGate service) {
    gate.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindJournal(Journal service) {
    journal.bind(service);
  }

  void unbindJournal(Journal service) {
    journal.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindCloud(CloudStatus service) {
    cloud.bind(service);
  }

  void unbindCloud(CloudStatus service) {
    cloud.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindEnforcer(PolicyEnforcer service) {
    enforcer.bind(service);
  }

  void unbindEnforcer(PolicyEnforcer service) {
    enforcer.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindAdvisories(AdvisoryDesk service) {
    advisories.bind(service);
  }

  void unbindAdvisories(AdvisoryDesk service) {
    advisories.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindHandovers(HandoverDesk service) {
    handovers.bind(service);
  }

  void unbindHandovers(HandoverDesk service) {
    handovers.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindRevocations(RevocationPublisher service) {
    revocations.bind(service);
  }

  void unbindRevocations(RevocationPublisher service) {
    revocations.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindIdentity(GatewayIdentity service) {
    identity.bind(service);
  }

  void unbindIdentity(GatewayIdentity service) {
    identity.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindTrust(TrustDesk service) {
    trust.bind(service);
  }

  void unbindTrust(TrustDesk service) {
    trust.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindCases(AppraisalCases service) {
    cases.bind(service);
  }

  void unbindCases(AppraisalCases service) {
    cases.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindProfiles(ProfileDesk service) {
    profiles.bind(service);
  }

  void unbindProfiles(ProfileDesk service) {
    profiles.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindReferences(ReferenceDesk service) {
    references.bind(service);
  }

  void unbindReferences(ReferenceDesk service) {
    references.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindConformity(ConformityDesk service) {
    conformity.bind(service);
  }

  void unbindConformity(ConformityDesk service) {
    conformity.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindSettings(SettingsDesk service) {
    settings.bind(service);
  }

  void unbindSettings(SettingsDesk service) {
    settings.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindReports(ConfigurationReports service) {
    reports.bind(service);
  }

  void unbindReports(ConfigurationReports service) {
    reports.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindUpdates(UpdateDesk service) {
    updates.bind(service);
  }

  void unbindUpdates(UpdateDesk service) {
    updates.unbind(service);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindAudit(AuditTrail service) {
    audit.bind(service);
  }

  void unbindAudit(AuditTrail service) {
    audit.unbind(service);
  }
}
