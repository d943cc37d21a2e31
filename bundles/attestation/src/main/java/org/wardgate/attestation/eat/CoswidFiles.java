package org.wardgate.attestation.eat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.CoseToken;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.Refusals;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * The files that an evidence CoSWID (RFC 9393) measured: each is a component named {@code
 * software/file}. Files in directories are not looked for. Stateless.
 */
final class CoswidFiles {
  private static final int FILES_MAX_COUNT = 64;
  private static final int NAME_MAX_CHARS = 256;
  private static final int PAIR = 2;

  // RFC 9393 §2.3, §2.9
  private static final long SOFTWARE_NAME = 1;
  private static final long EVIDENCE = 3;
  private static final long SOFTWARE_VERSION = 13;
  private static final long FILE = 17;
  private static final long FILE_HASH = 7;
  private static final long FILE_NAME = 24;

  /** Named Information hash algorithms (RFC 6920) of 32, 48 and 64 bytes. */
  private static final Map<Long, String> HASHES =
      Map.of(1L, "sha-256", 7L, "sha-384", 8L, "sha-512");

  private static final Map<String, Integer> HASH_BYTES =
      Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

  private CoswidFiles() {}

  static List<MeasuredComponent> read(Bytes coswid) throws RefusedException {
    CborMap tag = map(parse(coswid));
    String software = text(tag, SOFTWARE_NAME).orElseThrow(() -> bad("no software name"));
    String version = text(tag, SOFTWARE_VERSION).orElse("");
    Optional<CborValue> evidence = tag.get(EVIDENCE);
    if (evidence.isEmpty()) {
      throw bad("no evidence");
    }
    CborValue files =
        map(evidence.get()).get(FILE).orElseThrow(() -> bad("no files in its evidence"));
    // RFC 9393 §2.2: one-or-more
    List<CborValue> items = files instanceof CborArray array ? array.items() : List.of(files);
    if (items.size() > FILES_MAX_COUNT) {
      throw bad("more than " + FILES_MAX_COUNT + " files");
    }
    List<MeasuredComponent> components = new ArrayList<>(items.size());
    for (CborValue item : items) {
      components.add(file(software, version, map(item)));
    }
    return components;
  }

  private static MeasuredComponent file(String software, String version, CborMap file)
      throws RefusedException {
    String name =
        software + "/" + text(file, FILE_NAME).orElseThrow(() -> bad("a file without name"));
    if (Components.reserved(name)) {
      throw bad("a reserved name");
    }
    if (file.get(FILE_HASH).orElse(null) instanceof CborArray hash
        && hash.items().size() == PAIR
        && hash.items().get(0) instanceof CborInt algorithm
        && algorithm.fitsLong()
        && hash.items().get(1) instanceof CborBytes digest) {
      String algorithmName = HASHES.getOrDefault(algorithm.asLong(), "");
      if (HASH_BYTES.getOrDefault(algorithmName, -1) == digest.value().length()) {
        return new MeasuredComponent(
            name, Optional.empty(), Map.of(algorithmName, digest.value()), version, false);
      }
    }
    throw bad("a file without a digest of the SHA-2 family");
  }

  private static CborValue parse(Bytes coswid) throws RefusedException {
    try {
      return CborReader.read(coswid, CoseToken.LIMITS);
    } catch (CryptoException e) {
      throw Refusals.of(e);
    }
  }

  private static CborMap map(CborValue value) throws RefusedException {
    if (value instanceof CborMap map) {
      return map;
    }
    throw bad("not a map");
  }

  private static Optional<String> text(CborMap map, long label) throws RefusedException {
    Optional<CborValue> value = map.get(label);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof CborText text && text.value().length() <= NAME_MAX_CHARS) {
      return Optional.of(text.value());
    }
    throw bad("label " + label + " is not a short text");
  }

  private static RefusedException bad(String what) {
    return new RefusedException(AttestationErrors.BAD_CLAIM, "a CoSWID among them: " + what);
  }
}
