package org.wardgate.conformity.office;

import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.view.WardView;
import org.wardgate.conformity.form.Tokens;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;

/**
 * Issues certificates on demand and says what became of them. A certificate is signed anew only if
 * what it says has changed or a third of its life is left; one that is no longer right is revoked
 * as soon as anybody asks, and at the latest at the next {@link #sweep}. Thread-safe.
 */
public final class ConformityOffice implements ConformityDesk {
  /** Signatures a second; twice as many at once. What is signed already costs nothing. */
  static final double SIGNATURES_PER_SECOND_MAX = 200;

  /** Statuses of unknown certificates signed a second: anybody may make up ids. */
  static final double UNKNOWN_PER_SECOND_MAX = 10;

  /** A status that still holds is not signed again for this long. */
  static final Duration STATUS_AGE_MAX = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(ConformityOffice.class);

  private final String gateway;
  private final Supplier<@Nullable WardView> view;
  private final Supplier<@Nullable GatewayCredential> credential;
  private final Clock clock;
  private final Ledger ledger = new Ledger();
  private final TokenBucket signatures;
  private final TokenBucket unknown;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param gateway its id
   * @param view the ward, null while it is away
   * @param credential the gateway's own, null while it has none
   */
  public ConformityOffice(
      String gateway,
      Supplier<@Nullable WardView> view,
      Supplier<@Nullable GatewayCredential> credential,
      Clock clock,
      LongSupplier nanoTime) {
    this.gateway = gateway;
    this.view = view;
    this.credential = credential;
    this.clock = clock;
    this.signatures = new TokenBucket(SIGNATURES_PER_SECOND_MAX, nanoTime);
    this.unknown = new TokenBucket(UNKNOWN_PER_SECOND_MAX, nanoTime);
  }

  @Override
  public Bytes current(DeviceId device, Format format) throws RefusedException {
    Instant now = now();
    GatewayCredential own = own(now);
    Issued issued = issued(device, now);
    if (!issued.has(format) && !signatures.take()) {
      throw new RefusedException(ConformityErrors.BUSY, "");
    }
    try {
      return issued.token(format, own);
    } catch (CryptoException e) {
      throw new RefusedException(
          ConformityErrors.NOT_READY, "the gateway's key cannot sign: " + e.getMessage(), e);
    }
  }

  /** One at a time, so that one device has one newest certificate. */
  private synchronized Issued issued(DeviceId device, Instant now) throws RefusedException {
    Sight sight;
    try {
      sight = Lookout.see(ward(), device, now);
    } catch (RefusedException e) {
      if (e.errorCode().equals(ConformityErrors.NONE)) {
        revoke(device, now, Optional.empty());
      }
      throw e;
    }
    Optional<Issued> newest = ledger.newest(device);
    if (newest.isPresent() && newest.get().fresh(now) && newest.get().holdsFor(sight)) {
      return newest.get();
    }
    for (Issued before : ledger.live(device, now)) {
      if (!before.holdsFor(sight) || now.isBefore(before.claims().issuedAt())) {
        before.revoke(now, Optional.of(sight.standing().decision()));
      }
    }
    Issued issued = new Issued(claims(device, sight, now), sight);
    ledger.add(issued);
    return issued;
  }

  private Claims claims(DeviceId device, Sight sight, Instant now) {
    byte[] id = new byte[Claims.ID_BYTES];
    random.nextBytes(id);
    return new Claims(
        Bytes.of(id),
        gateway,
        device,
        now,
        now.plus(sight.validity()),
        sight.deviceKey(),
        sight.standing());
  }

  @Override
  public Bytes status(String certificateId, Format format) throws RefusedException {
    if (!certificateId.matches("[0-9a-f]{" + 2 * Claims.ID_BYTES + "}")) {
      throw new RefusedException(ConformityErrors.MALFORMED, "an id is 32 hexadecimal digits");
    }
    Instant now = now();
    GatewayCredential own = own(now);
    Bytes id = Bytes.ofHex(certificateId);
    Optional<Issued> found = ledger.find(id);
    if (found.isEmpty()) {
      return unknown(id, format, own, now);
    }
    look(found.get(), now);
    Status status = found.get().status(gateway, now, Duration.ofSeconds(Status.VALIDITY_SECONDS));
    Optional<Bytes> said = found.get().said(status, format, STATUS_AGE_MAX);
    if (said.isPresent()) {
      return said.get();
    }
    Bytes token = sign(status, format, own, signatures);
    found.get().say(status, format, token);
    return token;
  }

  private Bytes unknown(Bytes id, Format format, GatewayCredential own, Instant now)
      throws RefusedException {
    Status status =
        new Status(
            id,
            gateway,
            now,
            now.plusSeconds(Status.VALIDITY_SECONDS),
            Status.State.UNKNOWN,
            Optional.empty(),
            Optional.empty());
    return sign(status, format, own, unknown);
  }

  private static Bytes sign(Status status, Format format, GatewayCredential own, TokenBucket bucket)
      throws RefusedException {
    if (!bucket.take()) {
      throw new RefusedException(ConformityErrors.BUSY, "");
    }
    try {
      return Tokens.sign(status, format, own);
    } catch (CryptoException e) {
      throw new RefusedException(
          ConformityErrors.NOT_READY, "the gateway's key cannot sign: " + e.getMessage(), e);
    }
  }

  @Override
  public List<X509Certificate> signer() {
    GatewayCredential own = credential.get();
    return own == null ? List.of() : own.chain();
  }

  /** Revokes what is no longer right and forgets what has expired. */
  public void sweep() {
    Instant now = now();
    ledger.forget(now);
    for (Issued issued : ledger.live(now)) {
      if (!looked(issued, now)) {
        LOG.debug("nobody can vouch for {} now", issued.claims().device());
      }
    }
  }

  /** Whether anybody can say now of this one; if not, its status is refused meanwhile. */
  private boolean looked(Issued issued, Instant now) {
    try {
      look(issued, now);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  /** Revokes a certificate if it is no longer right. */
  private void look(Issued issued, Instant now) throws RefusedException {
    if (issued.expired(now) || issued.revoked()) {
      return;
    }
    try {
      Sight sight = Lookout.see(ward(), issued.claims().device(), now);
      if (!issued.holdsFor(sight) || now.isBefore(issued.claims().issuedAt())) {
        issued.revoke(now, Optional.of(sight.standing().decision()));
      }
    } catch (RefusedException e) {
      if (!e.errorCode().equals(ConformityErrors.NONE)) {
        throw e;
      }
      issued.revoke(now, Optional.empty());
    }
  }

  private void revoke(DeviceId device, Instant now, Optional<Decision> decision) {
    ledger.live(device, now).forEach(one -> one.revoke(now, decision));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private WardView ward() throws RefusedException {
    WardView ward = view.get();
    if (ward == null) {
      throw new RefusedException(ConformityErrors.NOT_READY, "the decision core is away");
    }
    return ward;
  }

  /** A credential that is valid now; if it is not, that or the clock is wrong. */
  private GatewayCredential own(Instant now) throws RefusedException {
    GatewayCredential own = credential.get();
    if (own == null || own.chain().isEmpty()) {
      throw new RefusedException(ConformityErrors.NOT_READY, "the gateway has no certificate yet");
    }
    try {
      own.chain().get(0).checkValidity(Date.from(now));
      return own;
    } catch (CertificateException e) {
      throw new RefusedException(
          ConformityErrors.NOT_READY, "the gateway's certificate is not valid at " + now, e);
    }
  }
}
