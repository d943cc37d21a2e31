package org.wardgate.pki.register;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.pki.register.RegisterRecord.Issued;
import org.wardgate.pki.register.RegisterRecord.Revoked;

/**
 * What the ward CA issued and took back. Whatever a completed stage says is on disk. Answers from
 * memory; changes are made by one thread, many with one write. Thread-safe.
 */
public final class CertificateRegister implements AutoCloseable {
  /** Most certificates kept, expired ones included until they are forgotten. */
  public static final int CERTIFICATES_MAX_COUNT = 131_072;

  /**
   * Most certificates of a device in force; an older one gives way (RevocationReason SUPERSEDED).
   */
  public static final int LIVE_PER_DEVICE_MAX_COUNT = 4;

  /**
   * Most certificates of a device that have not expired, revoked ones included. One that renews at
   * two thirds of their validity has two.
   */
  public static final int UNEXPIRED_PER_DEVICE_MAX_COUNT = 64;

  /**
   * Most certificates of a device until they are forgotten, so that a few devices cannot fill the
   * register. With the shortest validity, 1 hour, one that renews at two thirds of it has 254; more
   * after the gateway was off for weeks, because then they are forgotten later.
   */
  public static final int KEPT_PER_DEVICE_MAX_COUNT = 1_024;

  /** An expired certificate is forgotten after this; longer than any CRL is valid. */
  public static final Duration GRACE = Duration.ofDays(7);

  private final Ledger ledger;
  private final RegisterWriter writer;
  private final int certificatesMaxCount;

  private CertificateRegister(Ledger ledger, int certificatesMaxCount) {
    this.ledger = ledger;
    this.writer = new RegisterWriter(ledger);
    this.certificatesMaxCount = certificatesMaxCount;
  }

  /**
   * Opens the register's file, or begins one.
   *
   * @param mayBegin whether there was none before; if not, one that is missing counts as damaged
   * @throws RefusedException WG-PKI-0010 if it cannot be read or made
   */
  public static CertificateRegister open(Path file, boolean mayBegin) throws RefusedException {
    return new CertificateRegister(Ledger.open(file, mayBegin), CERTIFICATES_MAX_COUNT);
  }

  static CertificateRegister open(Path file, int certificatesMaxCount) throws RefusedException {
    return new CertificateRegister(Ledger.open(file, true), certificatesMaxCount);
  }

  /** The certificate of that serial number; never waits. */
  public Optional<RegisteredCertificate> find(BigInteger serialNumber) {
    return ledger.index().find(serialNumber);
  }

  /** Whether the file is damaged: only what is known to be revoked can be relied on. */
  public boolean damaged() {
    return ledger.damaged();
  }

  /**
   * Refuses a damaged register.
   *
   * @throws RefusedException WG-PKI-0009
   */
  public void requireIntact() throws RefusedException {
    ledger.requireIntact();
  }

  /** How many certificates are kept. */
  public int size() {
    return ledger.index().size();
  }

  /** When the oldest certificate was issued. */
  public Optional<Instant> oldestIssuedAt() {
    return ledger.index().all().stream()
        .map(RegisteredCertificate::issuedAt)
        .min(Comparator.naturalOrder());
  }

  /** Rises with every change of what is revoked. */
  public long revocations() {
    return ledger.index().revocations();
  }

  /** All revoked certificates of a root. */
  public List<RegisteredCertificate> revoked(String issuer) {
    return ledger.index().all().stream()
        .filter(c -> c.issuer().equals(issuer) && c.revocation().isPresent())
        .toList();
  }

  /** Whether devices still have certificates of that root that are in force. */
  public boolean anyLive(String issuer, Instant now) {
    return ledger.index().anyLive(issuer, now);
  }

  /**
   * Records a new certificate before anybody gets it. If the device has too many in force, the
   * oldest are taken back.
   *
   * @param valid asked once more before it counts
   * @return completes exceptionally with a {@link RefusedException}: WG-PKI-0001 if not valid any
   *     more, WG-PKI-0009, WG-PKI-0010, WG-PKI-0011, WG-PKI-0013, WG-PKI-0005
   */
  public CompletionStage<RegisteredCertificate> issue(
      RegisteredCertificate certificate, BooleanSupplier valid) {
    return writer.submit(() -> planIssue(certificate, valid));
  }

  /**
   * Takes back all certificates of a device that have not expired. Idempotent.
   *
   * @return the serial numbers of all of these that are revoked now, oldest first; completes
   *     exceptionally with a {@link RefusedException}: WG-PKI-0009, WG-PKI-0010, WG-PKI-0005
   */
  public CompletionStage<List<BigInteger>> revoke(
      DeviceId device, RevocationReason reason, Instant now) {
    return writer.submit(() -> planRevoke(device, reason, now));
  }

  /**
   * Forgets what expired long ago.
   *
   * @param now a time that no leap of a clock can move: what is forgotten cannot be had back
   * @return completes exceptionally with a {@link RefusedException}; then all is kept
   */
  public CompletionStage<Integer> compact(Instant now) {
    return writer.submit(
        () -> {
          ledger.compact(certificate -> certificate.notAfter().plus(GRACE).isAfter(now));
          return new RegisterWriter.Plan<>(List.of(), size());
        });
  }

  private RegisterWriter.Plan<RegisteredCertificate> planIssue(
      RegisteredCertificate certificate, BooleanSupplier valid) throws RefusedException {
    ledger.requireIntact();
    if (!valid.getAsBoolean()) {
      throw new RefusedException(
          PkiErrors.ISSUE_FAILED, "the device or the root was taken back meanwhile");
    }
    if (certificate.device().isPresent()) {
      requireRoom(certificate.device().get(), certificate.issuedAt());
    }
    if (size() >= certificatesMaxCount) {
      throw new RefusedException(
          PkiErrors.REGISTER_FULL, "it keeps " + certificatesMaxCount + " certificates");
    }
    List<RegisterRecord> records = new ArrayList<>();
    records.add(new Issued(certificate));
    certificate
        .device()
        .ifPresent(device -> records.addAll(superseded(device, certificate.issuedAt())));
    return new RegisterWriter.Plan<>(records, certificate);
  }

  // one device that asks without end must not use up what all have
  private void requireRoom(DeviceId device, Instant now) throws RefusedException {
    List<RegisteredCertificate> kept = ledger.index().of(device);
    long unexpired = kept.stream().filter(c -> c.notAfter().isAfter(now)).count();
    if (unexpired >= UNEXPIRED_PER_DEVICE_MAX_COUNT || kept.size() >= KEPT_PER_DEVICE_MAX_COUNT) {
      throw new RefusedException(
          PkiErrors.TOO_MANY_CERTIFICATES,
          "%d, of which %d have not expired".formatted(kept.size(), unexpired));
    }
  }

  private List<Revoked> superseded(DeviceId device, Instant now) {
    List<RegisteredCertificate> live =
        ledger.index().of(device).stream().filter(c -> c.live(now)).toList();
    int tooMany = live.size() + 1 - LIVE_PER_DEVICE_MAX_COUNT;
    return live.stream()
        .limit(Math.max(0, tooMany))
        .map(c -> new Revoked(c.serialNumber(), new Revocation(now, RevocationReason.SUPERSEDED)))
        .toList();
  }

  private RegisterWriter.Plan<List<BigInteger>> planRevoke(
      DeviceId device, RevocationReason reason, Instant now) throws RefusedException {
    ledger.requireIntact();
    List<RegisterRecord> records = new ArrayList<>();
    List<BigInteger> serials = new ArrayList<>();
    for (RegisteredCertificate each : ledger.index().of(device)) {
      // a clock that is wrong must not hide a certificate: what is good is always taken back
      if (each.revocation().isEmpty()) {
        records.add(new Revoked(each.serialNumber(), new Revocation(within(each, now), reason)));
        serials.add(each.serialNumber());
      } else if (each.notAfter().isAfter(now)) {
        serials.add(each.serialNumber());
      }
    }
    return new RegisterWriter.Plan<>(records, serials);
  }

  private static Instant within(RegisteredCertificate certificate, Instant now) {
    Instant time = now.truncatedTo(ChronoUnit.SECONDS);
    if (time.isBefore(certificate.issuedAt())) {
      return certificate.issuedAt();
    }
    return time.isAfter(certificate.notAfter()) ? certificate.notAfter() : time;
  }

  /** Finishes what waits and closes the file. */
  @Override
  public void close() {
    writer.close();
  }
}
