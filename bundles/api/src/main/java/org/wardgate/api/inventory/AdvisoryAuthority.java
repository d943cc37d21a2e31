package org.wardgate.api.inventory;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Somebody who may issue advisories about devices of several manufacturers, for example a national
 * CERT.
 *
 * @param id short name
 * @param name for people
 * @param signers roots that signers of its advisories chain to
 * @param manufacturerIds whose devices it may speak for
 */
public record AdvisoryAuthority(
    String id, String name, List<X509Certificate> signers, Set<String> manufacturerIds) {
  /** Copies both. */
  public AdvisoryAuthority {
    signers = List.copyOf(signers);
    manufacturerIds = Set.copyOf(manufacturerIds);
  }
}
