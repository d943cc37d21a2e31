package org.wardgate.pki.status;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.revocation.RevocationList;
import org.wardgate.crypto.revocation.RevokedCertificate;
import org.wardgate.pki.Authority;
import org.wardgate.pki.register.CertificateRegister;
import org.wardgate.pki.register.RegisteredCertificate;

/**
 * The newest revocation list of each root, on disk before it is given to anybody, so that numbers
 * rise over restarts. A new one is due when something was revoked or half its time is over; it is
 * made by whoever may wait, never by whoever asks. Thread-safe.
 */
final class CrlStore {
  private static final Logger LOG = LoggerFactory.getLogger(CrlStore.class);

  private static final Kept NONE =
      new Kept(Bytes.EMPTY, BigInteger.ZERO, Instant.EPOCH, Instant.EPOCH, -1);

  private static final Reason BEING_MADE =
      new Reason(PkiErrors.CA_UNAVAILABLE, "the first revocation list is being made");

  private final Path directory;
  private final CertificateRegister register;
  private final Map<String, Kept> lists = new ConcurrentHashMap<>();

  /** Why there is none. */
  private final Map<String, Reason> reasons = new ConcurrentHashMap<>();

  /**
   * A list.
   *
   * @param revocations the register's count it was made at; negative if that is not known
   */
  private record Kept(Bytes der, BigInteger number, Instant begin, Instant end, long revocations) {
    boolean none() {
      return der.length() == 0;
    }

    boolean fresh(Instant now, long count) {
      Instant half = begin.plus(Duration.between(begin, end).dividedBy(2));
      return revocations == count && !now.isBefore(begin) && now.isBefore(half);
    }
  }

  /** Why no list was made. */
  private record Reason(ErrorCode code, String detail) {}

  CrlStore(Path directory, CertificateRegister register) {
    this.directory = directory;
    this.register = register;
  }

  /**
   * The last list of a root; never waits.
   *
   * @throws RefusedException why there is none: WG-PKI-0003, WG-PKI-0009, or WG-PKI-0004 while the
   *     first one is being made
   */
  Bytes last(Authority authority) throws RefusedException {
    Kept last = lists.getOrDefault(authority.keyId(), NONE);
    if (!last.none()) {
      return last.der();
    }
    Reason reason = reasons.getOrDefault(authority.keyId(), BEING_MADE);
    throw new RefusedException(reason.code(), reason.detail());
  }

  /**
   * Makes the list of a root if one is due. With a clock that cannot be right, or a register that
   * is damaged, the last one stays.
   */
  synchronized void renew(Authority authority, Instant now, Duration validity) {
    String keyId = authority.keyId();
    Kept last = lists.computeIfAbsent(keyId, this::load);
    long count = register.revocations();
    if (last.fresh(now, count) && !register.damaged()) {
      return;
    }
    try {
      register.requireIntact();
      authority.requireRightClock(now);
      Kept made = make(authority, last, now, validity, count);
      save(keyId, made);
      lists.put(keyId, made);
      reasons.remove(keyId);
    } catch (RefusedException e) {
      Reason reason = new Reason(e.errorCode(), e.problem().detail());
      if (!reason.equals(reasons.put(keyId, reason))) {
        LOG.warn("no new revocation list is made: {}", e.problem().line());
      }
    }
  }

  private Kept make(Authority authority, Kept last, Instant now, Duration validity, long count)
      throws RefusedException {
    Instant begin = now.truncatedTo(ChronoUnit.SECONDS);
    // never below the time, so that numbers rise even if the last list is lost
    BigInteger number =
        last.number().add(BigInteger.ONE).max(BigInteger.valueOf(begin.getEpochSecond()));
    List<RevokedCertificate> revoked =
        register.revoked(authority.keyId()).stream().map(CrlStore::entry).toList();
    RevocationList list = new RevocationList(number, begin, begin.plus(validity), revoked);
    try {
      Bytes der = list.sign(authority.certificate(), authority.privateKey());
      return new Kept(der, number, begin, list.nextUpdate(), count);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(PkiErrors.CA_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static RevokedCertificate entry(RegisteredCertificate certificate) {
    var why = certificate.revocation().orElseThrow();
    return new RevokedCertificate(certificate.serialNumber(), why.at(), why.reason().value());
  }

  private Kept load(String keyId) {
    Path file = file(keyId);
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      Bytes der = DurableFile.readAtMost(file, RevocationList.SIZE_MAX_BYTES);
      RevocationList list = RevocationList.ofDer(der);
      return new Kept(der, list.number(), list.thisUpdate(), list.nextUpdate(), -1);
    } catch (IOException | CryptoException e) {
      LOG.warn("the last revocation list cannot be read, a new one is made", e);
      return NONE;
    }
  }

  private void save(String keyId, Kept made) {
    try {
      DurableFile.write(file(keyId), made.der());
    } catch (IOException e) {
      // who asks must hear of revocations all the same; the number cannot come twice, see make
      LOG.error("{} {}", PkiErrors.REGISTER_UNWRITABLE.code(), file(keyId), e);
    }
  }

  private Path file(String keyId) {
    return directory.resolve("crl-" + keyId + ".der");
  }
}
