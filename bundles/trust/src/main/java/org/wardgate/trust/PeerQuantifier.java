package org.wardgate.trust;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustQuestion.PeerOpinion;

/**
 * What other gateways say to one opinion. Their opinions depend on each other (each rests on what
 * the one before handed over), so they are fused by weight and not added up; and on our own, which
 * is newer, so little of them is taken.
 */
final class PeerQuantifier {
  /** How far a gateway of the same hospital is trusted in what it says of a device. */
  static final double TRUST = 0.25;

  /** After so long half of that is left: one day. */
  static final double HALF_LIFE_SECONDS = 86_400;

  private static final double BASE_RATE = 0.5;

  private PeerQuantifier() {}

  /**
   * The fused opinion, with the base rate one half whatever theirs are.
   *
   * @param peers at least one; those beyond the limit are left out
   */
  static Opinion quantify(List<PeerOpinion> peers) {
    int count = Math.min(peers.size(), TrustQuestion.PEERS_MAX_COUNT);
    List<Opinion> discounted = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      PeerOpinion peer = peers.get(i);
      double trust = TRUST * Numbers.left(peer.ageSeconds(), HALF_LIFE_SECONDS);
      Opinion opinion = peer.opinion();
      // Their base rate would be a way to say much and to know nothing.
      Opinion sober =
          Opinions.normalised(
              opinion.belief(), opinion.disbelief(), opinion.uncertainty(), BASE_RATE);
      discounted.add(Opinions.discount(sober, trust));
    }
    return FusionOperator.WEIGHTED.fuse(discounted);
  }
}
