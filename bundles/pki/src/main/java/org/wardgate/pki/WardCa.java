package org.wardgate.pki;

import java.time.Clock;
import java.time.Duration;
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
import org.wardgate.api.platform.GatewayIdentity;

/** The ward CA, once its keys are open. Thread-safe. */
final class WardCa implements CertificateAuthority {
  private static final Logger LOG = LoggerFactory.getLogger(WardCa.class);

  private record Open(Authority authority, GatewayCredential credential) {}

  private final RootStore root;
  private final GatewayStore gateway;
  private final GatewayIdentity identity;
  private final CredentialPublisher publisher;
  private final Clock clock;
  private final Supplier<PkiSettings> settings;
  private final SigningQueue queue;
  private volatile @Nullable Open open;
  private boolean closed;

  WardCa(
      RootStore root,
      GatewayStore gateway,
      GatewayIdentity identity,
      CredentialPublisher publisher,
      Clock clock,
      Supplier<PkiSettings> settings,
      SigningQueue queue) {
    this.root = root;
    this.gateway = gateway;
    this.identity = identity;
    this.publisher = publisher;
    this.clock = clock;
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
    Instant now = clock.instant();
    Open before = open;
    try {
      Authority authority = before == null ? root.open(wardName(), now) : before.authority();
      GatewayCredential credential = gateway.open(authority, now);
      if (before == null || !before.credential().chain().equals(credential.chain())) {
        open = new Open(authority, credential);
        publisher.publish(credential);
        LOG.info(
            "the gateway's certificate is valid until {}",
            credential.chain().get(0).getNotAfter().toInstant());
      }
      return true;
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line(), e);
      return before != null;
    }
  }

  /** Takes the credential back and refuses what comes. */
  synchronized void close() {
    closed = true;
    queue.close();
    open = null;
    publisher.withdraw();
  }

  @Override
  public CompletionStage<PkiEvent> execute(PkiIntent intent) {
    if (intent instanceof IssueCertificate issue) {
      return queue.submit(issue, this::issue);
    }
    return CompletableFuture.completedFuture(notHere(intent));
  }

  private static PkiEvent notHere(PkiIntent intent) {
    if (intent instanceof PkiIntent.RollAuthority roll) {
      return new PkiEvent.AuthorityRolled(
          roll.correlationId(),
          roll.step(),
          List.of(),
          Optional.of(Problem.of(PkiErrors.WRONG_STEP, "there is no rollover yet")));
    }
    return new PkiEvent.RevocationFailed(
        intent.correlationId(),
        ((PkiIntent.OfDevice) intent).device(),
        Problem.of(PkiErrors.REVOCATION_FAILED, "there is no register yet"));
  }

  private PkiEvent issue(IssueCertificate intent) {
    Open current = open;
    if (current == null) {
      return SigningQueue.refused(intent, PkiErrors.CA_UNAVAILABLE, "it is not open yet");
    }
    Duration validity = settings.get().validity();
    PkiEvent event =
        DeviceCertificates.issue(
            intent, current.authority(), current.credential(), validity, clock.instant());
    if (event instanceof PkiEvent.CertificateRefused refused) {
      LOG.warn("{}: {}", intent.device(), refused.problem().line());
    }
    return event;
  }

  private String wardName() {
    Optional<String> configured = settings.get().wardName();
    return configured.orElseGet(identity::wardName);
  }
}
