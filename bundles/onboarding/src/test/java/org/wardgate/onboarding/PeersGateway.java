package org.wardgate.onboarding;

import java.lang.reflect.Proxy;
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
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.identity.DeviceAuthenticator;
import org.wardgate.transport.coap.CoapTransport;
import org.wardgate.transport.coap.CoapTransportConfig;

/** The real transport and onboarding; only the decision is a test's. */
final class PeersGateway implements AutoCloseable {
  final TestWard ward = new TestWard();
  final List<Event> events = new CopyOnWriteArrayList<>();
  final GatewayCredential credential = ward.ward.gateway();
  private final CoapTransport transport;
  private final EnrolmentService enrolment;
  private volatile Consumer<EnrolmentRequested> decision = this::grant;

  PeersGateway() {
    try {
      transport = new CoapTransport(config());
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
    DeviceAuthenticator authenticator = new DeviceAuthenticator(ward::inventory, this::submit);
    authenticator.bindCredential(credential);
    authenticator.bindChannels(transport);
    enrolment = new EnrolmentService(Duration.ofMillis(300), Clock.systemUTC(), this::submit);
    transport.bindHandler(new CaCertsResource(credential));
    transport.bindHandler(enrolment);
    transport.bindHandler(new MudUrlSubmission(this::submit));
    MudUrlInquiry inquiry = new MudUrlInquiry(this::submit);
    inquiry.bindChannels(transport);
    transport.bindListener(inquiry);
    transport.bindListener(authenticator);
    transport.bindAuthenticator(authenticator);
    transport.bindCredential(credential);
  }

  private static CoapTransportConfig config() {
    Map<String, Object> values = Map.of("bindAddress", "127.0.0.1", "port", 0);
    return (CoapTransportConfig)
        Proxy.newProxyInstance(
            CoapTransportConfig.class.getClassLoader(),
            new Class<?>[] {CoapTransportConfig.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
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
          ward.ward.ldevid(request.device().value(), PublicKeys.ofSpki(request.publicKeySpki()));
      enrolment.answer(
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
    enrolment.answer(
        new OnboardingIntent.RefuseEnrolment(
            request.correlationId(),
            Instant.now().plusSeconds(60),
            request.device(),
            Problem.of(OnboardingErrors.NOT_ADMISSIBLE, "no evidence")));
  }

  <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void awaitEvent(Class<? extends Event> type) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (events(type).isEmpty() && System.nanoTime() < end) {
      pause();
    }
  }

  int port() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
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
    enrolment.deactivate();
  }
}
