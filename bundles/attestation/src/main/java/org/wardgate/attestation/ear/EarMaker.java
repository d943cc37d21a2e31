package org.wardgate.attestation.ear;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.attestation.profile.Appraisal;

/** Makes attestation results of appraisals. Stateless. */
public final class EarMaker {
  private static final String DEVELOPER = "https://wardgate.org";
  private static final String BUILD = "wardgate 0.1";
  private static final String POLICY = "tag:wardgate.org,2026:profile/";

  private EarMaker() {}

  /**
   * Makes a result; its main part is named after the scheme, its submodules as in the evidence.
   *
   * @param appraisal what was found
   * @param evidence empty if none could be read
   * @param nonce that was asked for
   * @param at when
   */
  public static Ear make(
      Appraisal appraisal, Optional<Bytes> evidence, Optional<Bytes> nonce, Instant at) {
    String scheme = appraisal.scheme().isEmpty() ? "psa" : appraisal.scheme();
    Map<String, Ear.Part> parts = new TreeMap<>();
    parts.put(scheme.toUpperCase(Locale.ROOT), part(appraisal, evidence));
    appraisal
        .submodules()
        .forEach(
            (name, part) ->
                parts.put(
                    scheme.toUpperCase(Locale.ROOT) + "/" + name, part(part, Optional.empty())));
    return new Ear(
        Ear.PROFILE, at.getEpochSecond(), DEVELOPER, BUILD, nonce, Optional.empty(), parts);
  }

  private static Ear.Part part(Appraisal appraisal, Optional<Bytes> evidence) {
    String policy = appraisal.policy().replace(' ', '#');
    return new Ear.Part(
        appraisal.tier(),
        appraisal.vector(),
        policy.isEmpty() ? List.of() : List.of(POLICY + policy),
        new Ear.Details(
            evidence.map(Bytes::sha256),
            appraisal.referenceSource(),
            appraisal.problem(),
            appraisal.reasons()));
  }
}
