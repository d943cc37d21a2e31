package org.wardgate.attestation;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.reference.ReferenceValueProvider;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.identity.EvidenceKeys;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.attestation.cases.CaseKeeper;
import org.wardgate.attestation.evidence.Appraisals.CaseSink;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.keep.ProfileKeeper;

/**
 * What the handlers and the challenger of this bundle share: open challenges, what evidence is
 * verified against, the appraiser and its threads. A service only so that they find it; nothing
 * outside this bundle can use it. Thread-safe.
 */
@Component(
    name = Verifier.PID,
    configurationPid = Verifier.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + Verifier.PID,
    service = {Verifier.class, ConfigurableComponent.class})
@Designate(ocd = AttestationConfiguration.class)
public final class Verifier implements ConfigurableComponent {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.attestation";

  private final Configured<AttestationSettings> settings;
  private final OpenChallenges challenges;
  private final Ground ground;
  private final Appraiser appraiser;
  private final ChangeTrials trials;
  private final AppraisalPool pool = new AppraisalPool();

  /**
   * Ready at once; it affirms nothing before references are there. For values that are refused the
   * defaults stand in.
   */
  @Activate
  public Verifier(
      Map<String, Object> properties,
      @Reference ConfigurationReports reports,
      @Reference Inventory inventory,
      @Reference ProfileKeeper profiles,
      @Reference CaseKeeper cases) {
    this(settings(properties, reports), inventory, profiles::current, profiles::candidate, cases);
  }

  /** With the built-in profile alone, and without keeping cases. */
  Verifier(Map<String, Object> properties, ConfigurationReports reports, Inventory inventory) {
    this(
        settings(properties, reports),
        inventory,
        () -> Profiles.BUILT_IN,
        change -> Optional.empty(),
        CaseSink.NONE);
  }

  private static Configured<AttestationSettings> settings(
      Map<String, Object> properties, ConfigurationReports reports) {
    return new Configured<>(PID, reports, properties, AttestationSettings::of);
  }

  private Verifier(
      Configured<AttestationSettings> settings,
      Inventory inventory,
      Supplier<Profiles> profiles,
      Function<Change, Optional<Profiles>> candidates,
      CaseSink cases) {
    this.settings = settings;
    this.challenges =
        new OpenChallenges(
            new SecureRandom(), () -> settings.get().challengeTtl(), System::nanoTime);
    this.ground = new Ground(inventory, Clock.systemUTC());
    this.appraiser = new Appraiser(Schemes.all(), ground::now, profiles, cases);
    this.trials = new ChangeTrials(appraiser, ground, profiles, candidates);
  }

  /** Takes another lifetime for challenges opened from now on. */
  @Modified
  void updated(Map<String, Object> properties) {
    settings.change(AttestationSettings.of(properties));
  }

  /** References came. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindReferences(ReferenceValueProvider provider) {
    ground.bind(provider);
  }

  /** References went. */
  void unbindReferences(ReferenceValueProvider provider) {
    ground.unbind(provider);
  }

  /** Keys of secure elements came. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindEvidenceKeys(EvidenceKeys provider) {
    ground.bind(provider);
  }

  /** Keys of secure elements went. */
  void unbindEvidenceKeys(EvidenceKeys provider) {
    ground.unbind(provider);
  }

  OpenChallenges challenges() {
    return challenges;
  }

  Appraiser appraiser() {
    return appraiser;
  }

  ChangeTrials trials() {
    return trials;
  }

  AppraisalPool pool() {
    return pool;
  }

  /** Stops appraising. */
  @Deactivate
  void deactivate() {
    pool.close();
  }
}
