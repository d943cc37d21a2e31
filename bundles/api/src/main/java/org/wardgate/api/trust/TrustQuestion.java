package org.wardgate.api.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.inventory.Risk;

/**
 * What the decision core knows about a device when it asks for a verdict. Pure data.
 *
 * @param attestation what its newest evidence says
 * @param behaviour its traffic against its policy
 * @param vulnerabilities known ones of what runs on it
 * @param upkeep its certificate and its patches
 * @param certification what its certification statement is worth now
 * @param peers what other gateways say, at most {@value #PEERS_MAX_COUNT}
 * @param requirement what is required
 * @param before the last verdict, for hysteresis; absent if it was never weighed
 */
public record TrustQuestion(
    Attestation attestation,
    Behaviour behaviour,
    Vulnerabilities vulnerabilities,
    Upkeep upkeep,
    Certification certification,
    List<PeerOpinion> peers,
    Requirement requirement,
    Optional<TrustVerdict.Outcome> before) {
  /** Most peer opinions. */
  public static final int PEERS_MAX_COUNT = 16;

  /** Copies the list. */
  public TrustQuestion {
    peers = List.copyOf(peers);
  }

  /** Attestation and behaviour alone. */
  public TrustQuestion(
      Map<String, Boolean> controls,
      boolean contraindicated,
      boolean attested,
      double violationsCount,
      int destinationsCount,
      double requiredTrust,
      double uncertaintyMax) {
    this(
        new Attestation(attested, contraindicated, controls, 0),
        new Behaviour(violationsCount, destinationsCount, 0),
        Vulnerabilities.UNKNOWN,
        Upkeep.UNKNOWN,
        Certification.NONE,
        List.of(),
        new Requirement(requiredTrust, uncertaintyMax, Optional.empty(), true, 1),
        Optional.empty());
  }

  /**
   * What the newest evidence says.
   *
   * @param affirmed whether there is affirmed evidence that is not stale
   * @param contraindicated whether it was contraindicated: a veto
   * @param controls true holds, false fails, absent not attested
   * @param ageSeconds of the evidence, at least 0
   */
  public record Attestation(
      boolean affirmed, boolean contraindicated, Map<String, Boolean> controls, double ageSeconds) {
    /** Copies the map. */
    public Attestation {
      controls = Map.copyOf(controls);
    }
  }

  /**
   * Traffic against the policy.
   *
   * @param violationsCount packets denied since the last release, decayed, at least 0
   * @param destinationsCount different undeclared destinations among them, at least 0
   * @param quietSeconds how long it was watched without a violation, at least 0
   */
  public record Behaviour(double violationsCount, int destinationsCount, double quietSeconds) {}

  /**
   * Known vulnerabilities of what runs on it.
   *
   * @param known whether an SBOM of its firmware was compared with vulnerability statements
   * @param cvssMax highest base score of an open one, 0 to 10
   * @param openCount open ones, at least 0
   * @param exploitedCount open ones that are known to be exploited, at least 0
   * @param fixAvailable whether an update would close one
   */
  public record Vulnerabilities(
      boolean known, double cvssMax, int openCount, int exploitedCount, boolean fixAvailable) {
    /** Nobody looked. */
    public static final Vulnerabilities UNKNOWN = new Vulnerabilities(false, 0, 0, 0, false);
  }

  /**
   * How well it is kept.
   *
   * @param certificate its certificate of this ward
   * @param patches whether it runs the newest released firmware
   */
  public record Upkeep(Certificate certificate, Patches patches) {
    /** Nothing is known. */
    public static final Upkeep UNKNOWN = new Upkeep(Certificate.NONE, Patches.UNKNOWN);

    /** Where its certificate stands. */
    public enum Certificate {
      /** It has none. */
      NONE,
      /** In force. */
      VALID,
      /** Overdue for renewal. */
      OVERDUE,
      /** Expired or revoked. */
      ENDED
    }

    /** Where its firmware stands. */
    public enum Patches {
      /** Not known. */
      UNKNOWN,
      /** The newest. */
      CURRENT,
      /** Newer firmware is released. */
      BEHIND
    }
  }

  /** What a certification statement in a signed MUD file is worth. */
  public enum Certification {
    /** There is none. */
    NONE,
    /** It is valid. */
    VALID,
    /** It has expired. */
    EXPIRED
  }

  /**
   * What another gateway says.
   *
   * @param gateway its id
   * @param opinion its actual trust when the device left
   * @param ageSeconds since then, at least 0
   */
  public record PeerOpinion(String gateway, Opinion opinion, double ageSeconds) {}

  /**
   * What is required.
   *
   * @param requiredTrust projected probability to exceed at least, 0 to 1
   * @param uncertaintyMax more uncertainty is undecidable, 0 to 1
   * @param risk of its class; absent means that {@code requiredTrust} stands alone
   * @param attests whether it can attest; if not, its missing evidence is no reason by itself
   * @param trustMax no more is believed of it, 0 to 1
   */
  public record Requirement(
      double requiredTrust,
      double uncertaintyMax,
      Optional<Risk> risk,
      boolean attests,
      double trustMax) {}
}
