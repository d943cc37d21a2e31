package org.wardgate.api.inventory;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A manufacturer whose devices the hospital admits.
 *
 * @param id short name
 * @param name for people
 * @param idevidAnchors roots that its IDevIDs chain to
 * @param idevidIntermediates held because devices often send the leaf alone
 * @param mudSigners roots that signers of its MUD files chain to
 * @param mudAuthorities host names (with optional {@code :port}) whose MUD URLs it may use
 */
public record Manufacturer(
    String id,
    String name,
    List<X509Certificate> idevidAnchors,
    List<X509Certificate> idevidIntermediates,
    List<X509Certificate> mudSigners,
    List<String> mudAuthorities) {

  /** Copies the lists. */
  public Manufacturer {
    idevidAnchors = List.copyOf(idevidAnchors);
    idevidIntermediates = List.copyOf(idevidIntermediates);
    mudSigners = List.copyOf(mudSigners);
    mudAuthorities = List.copyOf(mudAuthorities);
  }
}
