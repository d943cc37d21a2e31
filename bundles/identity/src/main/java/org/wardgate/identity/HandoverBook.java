package org.wardgate.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;

/** The handovers accepted here, kept on disk until they cannot come again. Thread-safe. */
final class HandoverBook implements AcceptedHandovers {
  /** Most handovers kept. */
  static final int HANDOVERS_MAX_COUNT = 4_096;

  /** How long an id is remembered after its end, in case the clock is set back. */
  static final Duration REMEMBERED = Duration.ofDays(7);

  private static final CborLimits LIMITS = new CborLimits(8 * 1024 * 1024, 4, 100_000);
  private static final Logger LOG = LoggerFactory.getLogger(HandoverBook.class);

  private final Path file;
  private Map<Bytes, Handover> byId;
  private Map<Bytes, List<Handover>> byCertificate;

  private HandoverBook(Path file, Map<Bytes, Handover> byId) {
    this.file = file;
    this.byId = byId;
    this.byCertificate = index(byId);
  }

  private static Map<Bytes, List<Handover>> index(Map<Bytes, Handover> byId) {
    return byId.values().stream().collect(Collectors.groupingBy(Handover::certificateSha256));
  }

  /** Opens the book; one that cannot be read is put aside, and nothing in it counts. */
  static HandoverBook open(Path file) {
    Map<Bytes, Handover> read = new LinkedHashMap<>();
    if (Files.exists(file)) {
      try {
        for (Handover handover : entries(DurableFile.readAtMost(file, LIMITS.sizeMaxBytes()))) {
          read.put(handover.id(), handover);
        }
      } catch (IOException | CryptoException e) {
        LOG.error("{} is damaged; the handovers in it do not count", file, e);
        read.clear();
        putAside(file);
      }
    }
    return new HandoverBook(file, read);
  }

  private static List<Handover> entries(Bytes content) throws CryptoException {
    if (!(CborReader.read(content, LIMITS) instanceof CborArray array)) {
      throw new CryptoException(CryptoException.Reason.MALFORMED, "no array of handovers");
    }
    List<Handover> handovers = new ArrayList<>();
    for (CborValue item : array.items()) {
      handovers.add(HandoverClaims.read(item));
    }
    return handovers;
  }

  private static void putAside(Path file) {
    try {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".damaged"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} could not be put aside", file, e);
    }
  }

  /**
   * Keeps a handover; on return it is on disk.
   *
   * @throws RefusedException BAD_HANDOVER if it was kept before, there are too many, or it cannot
   *     be written
   */
  synchronized void keep(Handover handover, Instant now) throws RefusedException {
    Map<Bytes, Handover> next = new LinkedHashMap<>(byId);
    next.values().removeIf(old -> old.validUntil().plus(REMEMBERED).isBefore(now));
    if (next.containsKey(handover.id())) {
      throw HandoverDocument.refused("replayed: it was handed in before");
    }
    if (next.size() >= HANDOVERS_MAX_COUNT) {
      throw HandoverDocument.refused("more than " + HANDOVERS_MAX_COUNT + " handovers");
    }
    next.put(handover.id(), handover);
    take(next);
  }

  /**
   * Forgets who let a device in: it leaves. Its ids stay known until they would be forgotten
   * anyway, so that none of the documents counts again.
   *
   * @throws RefusedException BAD_HANDOVER if that cannot be written; nothing is changed then
   */
  synchronized void leave(DeviceId device) throws RefusedException {
    Map<Bytes, Handover> next = new LinkedHashMap<>(byId);
    next.replaceAll((id, old) -> old.device().equals(device) ? old.ended() : old);
    if (!next.equals(byId)) {
      take(next);
    }
  }

  private void take(Map<Bytes, Handover> next) throws RefusedException {
    List<CborValue> items = new ArrayList<>();
    next.values().forEach(one -> items.add(HandoverClaims.of(one)));
    try {
      DurableFile.write(file, CborWriter.write(new CborArray(items)));
    } catch (IOException e) {
      throw new RefusedException(
          OnboardingErrors.BAD_HANDOVER, "it could not be kept: " + e.getMessage(), e);
    }
    byId = next;
    byCertificate = index(next);
  }

  @Override
  public synchronized Optional<Handover> find(
      DeviceId device, Bytes certificateSha256, Instant at) {
    return byCertificate.getOrDefault(certificateSha256, List.of()).stream()
        .filter(handover -> handover.device().equals(device))
        .filter(handover -> handover.counts(at))
        .reduce((first, second) -> second);
  }
}
