package org.wardgate.attestation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.attestation.reference.ReferenceValueProvider;
import org.wardgate.api.identity.EvidenceKeys;
import org.wardgate.api.inventory.Inventory;

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
  private final AppraisalPool pool = new AppraisalPool();

  /** Ready at once; it affirms nothing before references are there. */
  @Activate
  public Verifier(AttestationConfiguration configuration, @Reference Inventory inventory) {
    this.challenges =
        new OpenChallenges(
            new SecureRandom(),
            Duration.ofSeconds(
                Math.min(
                    TTL_MAX_SECONDS,
                    Math.max(TTL_MIN_SECONDS, configuration.challengeTtlSeconds()))),
            System::nanoTime);
    this.ground = new Ground(inventory, Clock.systemUTC());
    this.appraiser = new Appraiser(Schemes.all(), ground::now);
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

  AppraisalPool pool() {
    return pool;
  }

  /** Stops appraising. */
  @Deactivate
  void deactivate() {
    pool.close();
  }
}
