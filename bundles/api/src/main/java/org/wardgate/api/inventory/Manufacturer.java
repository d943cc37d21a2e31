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
 * @param bootstrappingAllowed whether its devices may use the bootstrapping profile of their MUD
 *     file before they are admitted
 * @param expiredSignerGraceDays how long after its expiry a signer of its MUD files still counts
 *     for files it signed before, 0 to 3,650
 * @param idevidRules what its IDevIDs must keep to
 * @param masa who signs its vouchers
 * @param referenceSigners who may speak for its models
 */
public record Manufacturer(
    String id,
    String name,
    List<X509Certificate> idevidAnchors,
    List<X509Certificate> idevidIntermediates,
    List<X509Certificate> mudSigners,
    List<String> mudAuthorities,
    boolean bootstrappingAllowed,
    int expiredSignerGraceDays,
    IdevidRules idevidRules,
    Masa masa,
    List<ReferenceSigner> referenceSigners) {

  /** Copies the lists. */
  public Manufacturer {
    idevidAnchors = List.copyOf(idevidAnchors);
    idevidIntermediates = List.copyOf(idevidIntermediates);
    mudSigners = List.copyOf(mudSigners);
    mudAuthorities = List.copyOf(mudAuthorities);
    referenceSigners = List.copyOf(referenceSigners);
  }

  /** Without anybody who speaks for its models. */
  public Manufacturer(
      String id,
      String name,
      List<X509Certificate> idevidAnchors,
      List<X509Certificate> idevidIntermediates,
      List<X509Certificate> mudSigners,
      List<String> mudAuthorities,
      boolean bootstrappingAllowed,
      int expiredSignerGraceDays,
      IdevidRules idevidRules,
      Masa masa) {
    this(
        id,
        name,
        idevidAnchors,
        idevidIntermediates,
        mudSigners,
        mudAuthorities,
        bootstrappingAllowed,
        expiredSignerGraceDays,
        idevidRules,
        masa,
        List.of());
  }

  /** With IDevIDs of any kind and without a MASA. */
  public Manufacturer(
      String id,
      String name,
      List<X509Certificate> idevidAnchors,
      List<X509Certificate> idevidIntermediates,
      List<X509Certificate> mudSigners,
      List<String> mudAuthorities,
      boolean bootstrappingAllowed,
      int expiredSignerGraceDays) {
    this(
        id,
        name,
        idevidAnchors,
        idevidIntermediates,
        mudSigners,
        mudAuthorities,
        bootstrappingAllowed,
        expiredSignerGraceDays,
        IdevidRules.DEFAULT,
        Masa.NONE);
  }

  /** Without bootstrapping profiles and without grace for expired signers. */
  public Manufacturer(
      String id,
      String name,
      List<X509Certificate> idevidAnchors,
      List<X509Certificate> idevidIntermediates,
      List<X509Certificate> mudSigners,
      List<String> mudAuthorities) {
    this(id, name, idevidAnchors, idevidIntermediates, mudSigners, mudAuthorities, false, 0);
  }
}
