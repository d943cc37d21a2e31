package org.wardgate.onboarding;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.identity.DeviceAuthenticator;
import org.wardgate.transport.coap.CoapTransport;

/** The real transport and onboarding; only the decision is a test's. */
final class PeersGateway implements AutoCloseable {
  final TestWard ward = new TestWard();
  final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile CertificateStatus.Status status = CertificateStatus.Status.GOOD;
  final GatewayCredential credential;
  private final CoapTransport transport;
  private final Enrolments enrolments;
  private final ConfigurationDesk configurations;
  private volatile Consumer<EnrolmentRequested> decision = this::grant;

  PeersGateway(X509Certificate... otherAnchors) {
    credential = ward.ward.gateway(otherAnchors);
    transport =
        new CoapTransport(Map.of("bindAddress", "127.0.0.1", "port", 0), new RecordedReports());
    DeviceAuthenticator authenticator = new DeviceAuthenticator(ward::inventory, this::submit);
    authenticator.bindCredential(credential);
    authenticator.bindStatus(this::status);
    authenticator.bindChannels(transport);
    enrolments =
        new Enrolments(
            TestConfig.waiting(Duration.ofMillis(300)),
            Clock.systemUTC(),
            System::nanoTime,
            this::submit);
    LiveSessions sessions = new LiveSessions();
    sessions.bindChannels(transport);
    configurations =
        new ConfigurationDesk(
            sessions,
            Clock.systemUTC(),
            delay -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS),
            this::submit);
    resources().forEach(transport::bindHandler);
    transport.bindListener(new MudUrlInquiry(this::submit, sessions));
    transport.bindListener(configurations);
    transport.bindListener(authenticator);
    transport.bindGate(authenticator);
    transport.bindAuthenticator(authenticator);
    transport.bindCredential(credential);
  }

  private List<ResourceHandler> resources() {
    return List.of(
        new CaCertsResource(credential),
        new CsrAttributesResource(),
        new SimpleEnrolment(enrolments),
        new SimpleReenrolment(enrolments, Clock.systemUTC(), this::status),
        new ServerKeyWithCerts(enrolments, ward::inventory),
        new ServerKeyWithCertificate(enrolments, ward::inventory),
        new MudUrlSubmission(this::submit),
        configurations);
  }

  private CertificateStatus.Status status(X509Certificate any) {
    return status;
  }

  /** Takes back every certificate issued so far, and those to come. */
  void revokeAll() {
    status = CertificateStatus.Status.REVOKED;
  }

  private CompletionStage<Void> submit(Event event) {
    events.add(event);
    if (event instanceof EnrolmentRequested request) {
      decision.accept(request);
    }
    return CompletableFuture.completedFuture(null);
  }

  void decide(Consumer<EnrolmentRequested> next) {
    decision = next;
  }

  void grant(EnrolmentRequested request) {
    try {
      X509Certificate certificate =
          ward.ward.sign(
              TestCa.issue(
                      request.device().value(),
                      PublicKeys.ofSpki(request.publicKeySpki()),
                      Profile.TLS_CLIENT)
                  .withSubjectSerial("1"));
      enrolments.execute(
          new OnboardingIntent.GrantEnrolment(
              request.correlationId(),
              Instant.now().plusSeconds(60),
              request.device(),
              Certificates.der(certificate)));
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  void refuse(EnrolmentRequested request) {
    enrolments.execute(
        new OnboardingIntent.RefuseEnrolment(
            request.correlationId(),
            Instant.now().plusSeconds(60),
            request.device(),
            Problem.of(OnboardingErrors.NOT_ADMISSIBLE, "no evidence")));
  }

  void deliver(DeviceId device, String mediaType, Bytes content) {
    configurations.execute(
        new OnboardingIntent.DeliverConfiguration(
            new CorrelationId("configuration"),
            Instant.now().plusSeconds(60),
            device,
            mediaType,
            content));
  }

  <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void awaitEvent(Class<? extends Event> type) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (events(type).isEmpty() && System.nanoTime() < end) {
      pause();
    }
  }

  int port() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (transport.address().isEmpty() && System.nanoTime() < end) {
      pause();
    }
    return transport.address().map(InetSocketAddress::getPort).orElseThrow();
  }

  private static void pause() {
    try {
      boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    transport.deactivate();
    enrolments.deactivate();
    configurations.deactivate();
  }
}
