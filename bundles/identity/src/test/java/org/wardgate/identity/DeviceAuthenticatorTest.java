package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Event;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerIdentity.Kind;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.TransportKind;

class DeviceAuthenticatorTest {
  private final TestWard ward = new TestWard();
  private final List<Event> events = new ArrayList<>();
  private Supplier<CompletionStage<Void>> outcome = () -> CompletableFuture.completedFuture(null);
  private final DeviceAuthenticator authenticator =
      new DeviceAuthenticator(
          ward::inventory,
          event -> {
            events.add(event);
            return outcome.get();
          });
  private final FakeTransport transport = new FakeTransport(authenticator);

  private Kind authenticate(X509Certificate... chain) throws RefusedException {
    return authenticator.authenticate(List.of(chain), "10.0.0.9", TransportKind.COAP).kind();
  }

  @Test
  void reportsADeviceWhenItsSessionStands() throws RefusedException {
    assertThat(authenticate(ward.acme.idevid("1").certificate())).isEqualTo(Kind.IDEVID);
    assertThat(events).isEmpty(); // possession is not proved yet

    authenticator.bindChannels(transport);
    FakeTransport.Session session = transport.connect("10.0.0.9");
    Peer peer = session.peer();
    transport.end(session);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            DeviceIdentified.class,
            event -> {
              assertThat(event.identity()).isEqualTo(peer.identity());
              assertThat(event.address()).isEqualTo(peer.address());
            });
  }

  @Test
  void sendsADeviceAwayThatCouldNotBeReported() {
    authenticator.bindChannels(transport);
    outcome =
        () ->
            CompletableFuture.failedFuture(
                new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "the journal is full"));
    transport.connect("10.0.0.9");
    assertThat(transport.open).isEmpty();
  }

  @Test
  void reportsStrangers() {
    assertThatThrownBy(() -> authenticate(TestCa.root("Forger").idevid("1").certificate()))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> authenticate()).isInstanceOf(RefusedException.class);

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            PeerRefused.class,
            event ->
                assertThat(event.problem().code())
                    .isEqualTo(OnboardingErrors.UNTRUSTED_CHAIN.code()));
  }

  @Test
  void trustsTheWardCaWhileThereIsOne() throws RefusedException {
    X509Certificate local = ward.ward.ldevid("pump-1").certificate();
    GatewayCredential before = ward.ward.gateway();
    GatewayCredential after = ward.ward.gateway();
    assertThatThrownBy(() -> authenticate(local)).isInstanceOf(RefusedException.class);

    authenticator.bindStatus(certificate -> CertificateStatus.Status.GOOD);
    authenticator.bindCredential(before);
    authenticator.bindCredential(after);
    authenticator.unbindCredential(before);
    assertThat(authenticate(local)).isEqualTo(Kind.LDEVID);

    authenticator.unbindCredential(after);
    assertThatThrownBy(() -> authenticate(local)).isInstanceOf(RefusedException.class);
  }
}
