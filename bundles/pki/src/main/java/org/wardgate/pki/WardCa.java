package org.wardgate.pki;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.api.pki.PkiIntent.RevokeCertificates;
import org.wardgate.api.pki.PkiIntent.RollAuthority;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.pki.PendingIssues.Ticket;
import org.wardgate.pki.register.CertificateRegister;
import org.wardgate.pki.status.Revocations;

/** The ward CA, once its keys are open. Thread-safe. */
final class WardCa implements CertificateAuthority {
  private static final Logger LOG = LoggerFactory.getLogger(WardCa.class);

  private record Open(Roots roots, GatewayCredential credential) {}

  private final Authorities authorities;
  private final Rollover rollover;
  private final GatewayStore gateway;
  private final GatewayIdentity identity;
  private final CredentialPublisher publisher;
  private final Clocks clocks;
  private final Supplier<PkiSettings> settings;
  private final SigningQueue queue;
  private final RegisterOpener registers;
  private final PendingIssues pending = new PendingIssues();
  private volatile @Nullable Open open;
  private boolean closed;

  /**
   * @param directory where the register, the rollover's state and revocation lists are kept
   */
  WardCa(
      RootStore roots,
      GatewayStore gateway,
      GatewayIdentity identity,
      CredentialPublisher publisher,
      Clocks clocks,
      Supplier<PkiSettings> settings,
      SigningQueue queue,
      Path directory) {
    BoundedTime time = new BoundedTime(directory, clocks);
    this.registers = new RegisterOpener(directory, this::roots, settings, clocks, time);
    this.authorities = new Authorities(roots, directory, registers.file());
    this.rollover = new Rollover(authorities, time);
    this.gateway = gateway;
    this.identity = identity;
    this.publisher = publisher;
    this.clocks = clocks;
    this.settings = settings;
    this.queue = queue;
  }

  /**
   * Opens the keys if need be, renews the gateway's certificate in time, and publishes it when it
   * is another than before. Answers whether the CA stands.
   */
  synchronized boolean refresh() {
    if (closed) {
      return false;
    }
    Instant now = clocks.wall().instant();
    Open before = open;
    try {
      registers.openExisting();
      Roots roots = before == null ? authorities.open(wardName(), now) : before.roots();
      CertificateRegister register = registers.open();
      become(roots, register, now);
      registers.forgetExpired(roots, now);
      registers.revocations().ifPresent(Revocations::renewLists);
      return true;
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line(), e);
      return before != null;
    }
  }

  private void become(Roots roots, CertificateRegister register, Instant now)
      throws RefusedException {
    Open before = open;
    GatewayCredential credential = credential(roots, register, now);
    if (before != null
        && before.roots().state().equals(roots.state())
        && before.credential().chain().equals(credential.chain())) {
      return;
    }
    open = new Open(roots, credential);
    publisher.publish(credential);
    LOG.info(
        "the gateway's certificate is valid until {}",
        credential.chain().get(0).getNotAfter().toInstant());
  }

  private GatewayCredential credential(Roots roots, CertificateRegister register, Instant now)
      throws RefusedException {
    OwnCertificates own = new OwnCertificates(register, roots.issuing().keyId());
    GatewayCredential credential =
        gateway.open(roots, now, settings.get().urls(roots.issuing()), own);
    own.importIfMissing(credential.chain().get(0));
    return credential;
  }

  /** Takes the credential back and refuses what comes. */
  synchronized void close() {
    closed = true;
    queue.close();
    open = null;
    publisher.withdraw();
    registers.close();
  }

  /** What relying parties are told; absent until the register is open. */
  Optional<Revocations> revocations() {
    return registers.revocations();
  }

  @Override
  public CompletionStage<PkiEvent> execute(PkiIntent intent) {
    if (intent instanceof IssueCertificate issue) {
      Ticket ticket = pending.begin(issue.device());
      return queue
          .submit(issue, i -> issue(i, ticket), WardCa::refused)
          .whenComplete((event, e) -> pending.end(ticket));
    }
    if (intent instanceof RevokeCertificates revoke) {
      // not behind those who wait for a signature: a revocation is for now
      return revoke(revoke);
    }
    if (intent instanceof RollAuthority roll) {
      return queue.submit(
          roll,
          i -> CompletableFuture.completedFuture(roll(i)),
          (i, problem) -> rolled(i, Optional.of(problem)));
    }
    throw new IllegalArgumentException("an unknown intent");
  }

  private CompletionStage<PkiEvent> issue(IssueCertificate intent, Ticket ticket) {
    Open current = open;
    Optional<CertificateRegister> register = registers.opened();
    if (current == null || register.isEmpty()) {
      return CompletableFuture.failedFuture(
          new RefusedException(PkiErrors.CA_UNAVAILABLE, "it is not open yet"));
    }
    Authority issuer = current.roots().issuing();
    try {
      register.get().requireIntact();
      X509Certificate certificate =
          DeviceCertificates.sign(
              intent, issuer, current.credential(), settings.get(), clocks.wall().instant());
      return register
          .get()
          .issue(
              OwnCertificates.registered(
                  certificate,
                  issuer.keyId(),
                  Optional.of(intent.device()),
                  clocks.wall().instant()),
              () -> ticket.valid() && issues(issuer))
          .thenApply(
              registered -> {
                // older ones may have been superseded
                listsChanged();
                return issued(intent, certificate);
              });
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean issues(Authority issuer) {
    return roots().filter(roots -> roots.issuing().keyId().equals(issuer.keyId())).isPresent();
  }

  private static PkiEvent issued(IssueCertificate intent, X509Certificate certificate) {
    return new PkiEvent.CertificateIssued(
        intent.correlationId(),
        intent.device(),
        Certificates.der(certificate),
        certificate.getNotAfter().toInstant());
  }

  private static PkiEvent refused(IssueCertificate intent, Problem problem) {
    LOG.warn("{}: {}", intent.device(), problem.line());
    return new PkiEvent.CertificateRefused(intent.correlationId(), intent.device(), problem);
  }

  private CompletionStage<PkiEvent> revoke(RevokeCertificates intent) {
    pending.revoke(intent.device());
    Optional<CertificateRegister> register = registers.opened();
    if (register.isEmpty()) {
      return CompletableFuture.completedFuture(unrevoked(intent, "it is not open yet"));
    }
    return register
        .get()
        .revoke(intent.device(), intent.reason(), clocks.wall().instant())
        .<PkiEvent>thenApply(serials -> revoked(intent, serials))
        .exceptionally(e -> unrevoked(intent, Failures.problem(e).line()));
  }

  private PkiEvent revoked(RevokeCertificates intent, List<BigInteger> serials) {
    listsChanged();
    return new PkiEvent.CertificatesRevoked(
        intent.correlationId(),
        intent.device(),
        serials.stream().map(WardCa::hexadecimal).toList());
  }

  private void listsChanged() {
    registers.revocations().ifPresent(Revocations::changed);
  }

  private static String hexadecimal(BigInteger serial) {
    return serial.toString(16);
  }

  private static PkiEvent unrevoked(RevokeCertificates intent, String detail) {
    Problem problem = Problem.of(PkiErrors.REVOCATION_FAILED, detail);
    LOG.error("{}: {}", intent.device(), problem.line());
    return new PkiEvent.RevocationFailed(intent.correlationId(), intent.device(), problem);
  }

  private synchronized PkiEvent roll(RollAuthority intent) {
    Open current = open;
    Instant now = clocks.wall().instant();
    try {
      if (current == null) {
        throw new RefusedException(PkiErrors.CA_UNAVAILABLE, "it is not open yet");
      }
      CertificateRegister register = registers.open();
      Roots next =
          rollover.take(
              intent.step(),
              current.roots(),
              register,
              wardName(),
              now,
              roots -> credential(roots, register, now));
      become(next, register, now);
      registers.revocations().ifPresent(Revocations::renewLists);
      LOG.info("the ward CA stands at {}", next.state());
      return rolled(intent, Optional.empty());
    } catch (RefusedException e) {
      LOG.warn("{}", e.problem().line());
      return rolled(intent, Optional.of(e.problem()));
    }
  }

  private PkiEvent rolled(RollAuthority intent, Optional<Problem> problem) {
    return new PkiEvent.AuthorityRolled(
        intent.correlationId(),
        intent.step(),
        roots().map(Roots::fingerprints).orElse(List.of()),
        problem);
  }

  private Optional<Roots> roots() {
    Open current = open;
    return current == null ? Optional.empty() : Optional.of(current.roots());
  }

  private String wardName() {
    return settings.get().wardName().orElseGet(identity::wardName);
  }
}
