package org.wardgate.attestation.dice;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.Refusals;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.dice.DiceExtensions;
import org.wardgate.crypto.dice.TcbInfo;

/**
 * What the certificates of a chain say of the layers. Immutable.
 *
 * @param components one for each TcbInfo, the lowest layer first
 * @param facts {@code dice.layers}, one for each flag that is set, and {@code debug} if that is one
 * @param classId from vendor and model of the lowest layer that names them
 * @param endorsedClassId the same from the certificate that the root issued; every other one could
 *     be the device's own word
 */
record DiceLayers(
    List<MeasuredComponent> components,
    Map<String, FactValue> facts,
    Optional<String> classId,
    Optional<String> endorsedClassId) {

  /**
   * Reads them.
   *
   * @param below the path without its root, the last layer first
   * @throws RefusedException {@code WG-ATT-0012} if no certificate describes a layer
   */
  static DiceLayers of(List<X509Certificate> below) throws RefusedException {
    List<MeasuredComponent> components = new ArrayList<>();
    Set<TcbInfo.Flag> flags = EnumSet.noneOf(TcbInfo.Flag.class);
    Optional<String> classId = Optional.empty();
    Optional<String> endorsedClassId = Optional.empty();
    for (int i = below.size() - 1; i >= 0; i--) {
      int fromRoot = below.size() - 1 - i;
      for (TcbInfo info : read(below.get(i))) {
        flags.addAll(info.flags());
        if (classId.isEmpty() && info.vendor().isPresent() && info.model().isPresent()) {
          classId = Optional.of("model:" + info.vendor().get() + "/" + info.model().get());
        }
        component(info, fromRoot).ifPresent(components::add);
      }
      endorsedClassId = fromRoot == 0 ? classId : endorsedClassId;
    }
    if (components.isEmpty()) {
      throw new RefusedException(
          AttestationErrors.MISSING_CLAIM, "no certificate says what its layer loaded");
    }
    return new DiceLayers(
        List.copyOf(components), facts(components, flags), classId, endorsedClassId);
  }

  private static List<TcbInfo> read(X509Certificate certificate) throws RefusedException {
    try {
      return DiceExtensions.of(certificate);
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
  }

  /** Empty if nothing was measured: then it only describes. */
  private static Optional<MeasuredComponent> component(TcbInfo info, int fromRoot) {
    if (info.fwids().isEmpty()) {
      return Optional.empty();
    }
    Map<String, Bytes> digests = new HashMap<>();
    for (TcbInfo.Fwid fwid : info.fwids()) {
      // Several by the same hash are several images; the order is part of what was measured.
      digests.merge(fwid.algorithm(), fwid.digest(), DiceLayers::joined);
    }
    String name =
        Components.LAYER
            + info.layer().orElse(fromRoot)
            + (info.index().isPresent() ? "." + info.index().getAsLong() : "");
    return Optional.of(
        new MeasuredComponent(name, Optional.empty(), digests, info.version().orElse(""), false));
  }

  private static Bytes joined(Bytes first, Bytes second) {
    return Bytes.ofHex(first.hex() + second.hex());
  }

  private static Map<String, FactValue> facts(
      List<MeasuredComponent> components, Set<TcbInfo.Flag> flags) {
    Map<String, FactValue> facts = new HashMap<>();
    facts.put("dice.layers", FactValue.of(components.size()));
    for (TcbInfo.Flag flag : flags) {
      facts.put(
          "dice." + flag.name().toLowerCase(Locale.ROOT).replace('_', '-'), FactValue.of(true));
    }
    if (flags.contains(TcbInfo.Flag.DEBUG)) {
      facts.put("debug", FactValue.of("enabled"));
    }
    return facts;
  }
}
