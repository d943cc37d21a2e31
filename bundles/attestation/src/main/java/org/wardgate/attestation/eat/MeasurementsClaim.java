package org.wardgate.attestation.eat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.ClaimMap;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** Reads measurements (RFC 9711 §4.2.16) and results of measurements (§4.2.17). Stateless. */
final class MeasurementsClaim {
  private static final int COUNT_MAX = 16;
  private static final int RESULTS_MAX_COUNT = 64;
  private static final int PAIR = 2;
  private static final long FORMAT_COSWID = 258;
  private static final long FORMAT_MAX = 0xFFFF;
  private static final int TEXT_MAX_CHARS = 256;

  /** By value, from 1; the later the worse, but for what failed. */
  private static final List<String> RESULTS = List.of("", "success", "fail", "not-run", "absent");

  private static final List<String> WORST_FIRST = List.of("fail", "absent", "not-run", "success");

  private MeasurementsClaim() {}

  static List<MeasuredComponent> read(ClaimMap claims) throws RefusedException {
    Optional<CborArray> array = claims.optionalArray(EatLabels.MEASUREMENTS, COUNT_MAX);
    if (array.isEmpty()) {
      return List.of();
    }
    List<MeasuredComponent> components = new ArrayList<>();
    for (CborValue item : array.get().items()) {
      if (!(item instanceof CborArray pair)
          || pair.items().size() != PAIR
          || !(pair.items().get(0) instanceof CborInt format)
          || !format.fitsLong()
          || format.asLong() < 0
          || format.asLong() > FORMAT_MAX
          || !(pair.items().get(1) instanceof CborBytes content)) {
        throw claims.bad(
            EatLabels.MEASUREMENTS, "must hold pairs of a Content-Format and a byte string");
      }
      components.addAll(measured(format.asLong(), content.value()));
    }
    return components;
  }

  /** What cannot be read is one component, which only a reference to all of it can match. */
  private static List<MeasuredComponent> measured(long format, Bytes content)
      throws RefusedException {
    return format == FORMAT_COSWID
        ? CoswidFiles.read(content)
        : List.of(
            new MeasuredComponent(
                Components.CONTENT_FORMAT + format,
                Optional.empty(),
                Map.of("sha-256", content.sha256()),
                "",
                false));
  }

  /** The worst of all results, as a fact. */
  static void results(ClaimMap claims, Map<String, FactValue> facts) throws RefusedException {
    Optional<CborArray> systems = claims.optionalArray(EatLabels.MEASUREMENT_RESULTS, COUNT_MAX);
    if (systems.isEmpty()) {
      return;
    }
    int worst = WORST_FIRST.size() - 1;
    for (CborValue system : systems.get().items()) {
      if (!(system instanceof CborArray pair)
          || pair.items().size() != PAIR
          || !(pair.items().get(0) instanceof CborText name)
          || name.value().length() > TEXT_MAX_CHARS
          || !(pair.items().get(1) instanceof CborArray results)
          || results.items().size() > RESULTS_MAX_COUNT) {
        throw bad(claims);
      }
      for (CborValue result : results.items()) {
        worst = Math.min(worst, WORST_FIRST.indexOf(result(claims, result)));
      }
    }
    facts.put("measurement-results", FactValue.of(WORST_FIRST.get(worst)));
  }

  private static String result(ClaimMap claims, CborValue value) throws RefusedException {
    if (value instanceof CborArray pair
        && pair.items().size() == PAIR
        && pair.items().get(1) instanceof CborInt result
        && result.fitsLong()
        && result.asLong() >= 1
        && result.asLong() < RESULTS.size()) {
      return RESULTS.get((int) result.asLong());
    }
    throw bad(claims);
  }

  private static RefusedException bad(ClaimMap claims) {
    return claims.bad(
        EatLabels.MEASUREMENT_RESULTS, "must hold systems with their results, each 1 to 4");
  }
}
