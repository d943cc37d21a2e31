package org.wardgate.attestation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.reference.ReferenceValueProvider;
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
    service = Verifier.class)
@Designate(ocd = AttestationConfiguration.class)
public final class Verifier {
  /** Component name and configuration PID. */
  public static final String PID = "org.wardgate.attestation";

  private static final int TTL_MIN_SECONDS = 5;
  private static final int TTL_MAX_SECONDS = 150;

  private final OpenChallenges challenges;
  private final Ground ground;
  private final Appraiser appraiser;
  private final ChangeTrials trials;
  private final AppraisalPool pool = new AppraisalPool();

  /** Ready at once; it affirms nothing before references are there. */
  @Activate
  public Verifier(
      AttestationConfiguration configuration,
      @Reference Inventory inventory,
      @Reference ProfileKeeper profiles,
      @Reference CaseKeeper cases) {
    this(configuration, inventory, profiles::current, profiles::candidate, cases);
  }

  /** With the built-in profile alone, and without keeping cases. */
  Verifier(AttestationConfiguration configuration, Inventory inventory) {
    this(
        configuration,
        inventory,
        () -> Profiles.BUILT_IN,
        change -> Optional.empty(),
        CaseSink.NONE);
  }

  private Verifier(
      AttestationConfiguration configuration,
      Inventory inventory,
      Supplier<Profiles> profiles,
      Function<Change, Optional<Profiles>> candidates,
      CaseSink cases) {
    this.challenges =
        new OpenChallenges(
            new SecureRandom(),
            Duration.ofSeconds(
                Math.min(
                    TTL_MAX_SECONDS,
                    Math.max(TTL_MIN_SECONDS, configuration.challengeTtlSeconds()))),
            System::nanoTime);
    this.ground = new Ground(inventory, Clock.systemUTC());
    this.appraiser = new Appraiser(Schemes.all(), ground::now, profiles, cases);
    this.trials = new ChangeTrials(appraiser, ground, profiles, candidates);
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
