package org.wardgate.attestation.cases;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Names in place of those of devices, the same for the same, counted and not derived, so that none
 * can be guessed back. For one case, by one thread.
 */
final class Pseudonyms {
  /** The device of the case. */
  static final DeviceId DEVICE = new DeviceId("device-1");

  /** Shorter texts are replaced only where they stand alone: they may be part of a version. */
  private static final int INNER_MIN_CHARS = 4;

  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<Bytes, Bytes> octets = new LinkedHashMap<>();

  /** For what a case tells. */
  static Pseudonyms of(KeptCase kept) {
    Pseudonyms names = new Pseudonyms();
    names.texts.put(kept.evidence().device().value(), DEVICE.value());
    names.serial(kept.subject().serial());
    kept.knowledge().attesters().forEach(names::attester);
    kept.verified().ifPresent(names::attesters);
    return names;
  }

  private void attesters(VerifiedEvidence of) {
    of.attester().ifPresent(this::attester);
    of.submodules().values().forEach(this::attesters);
  }

  private void attester(Attester of) {
    serial(of.serial());
    octets(of.instance());
  }

  /** In place of a serial number. */
  String serial(String serial) {
    if (serial.isEmpty()) {
      return "";
    }
    return texts.computeIfAbsent(serial, s -> "serial-" + texts.size());
  }

  /** In place of bytes that tell one device or boot from another. */
  Bytes octets(Bytes value) {
    Bytes known = octets.get(value);
    if (known != null) {
      return known;
    }
    Bytes name = Bytes.of(("pseudonym-" + (octets.size() + 1)).getBytes(StandardCharsets.US_ASCII));
    octets.put(value, name);
    texts.put(value.hex(), name.hex());
    return name;
  }

  /** A text with every known name replaced. */
  String text(String text) {
    String exact = texts.get(text);
    if (exact != null) {
      return exact;
    }
    List<Map.Entry<String, String>> longestFirst = new ArrayList<>(texts.entrySet());
    longestFirst.sort(Comparator.comparing(one -> -one.getKey().length()));
    String replaced = text;
    for (Map.Entry<String, String> one : longestFirst) {
      if (one.getKey().length() >= INNER_MIN_CHARS) {
        replaced =
            Pattern.compile(Pattern.quote(one.getKey()), Pattern.CASE_INSENSITIVE)
                .matcher(replaced)
                .replaceAll(Matcher.quoteReplacement(one.getValue()));
      }
    }
    return replaced;
  }
}
