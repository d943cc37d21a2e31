package org.wardgate.coap.eap.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.api.Bytes;
import org.wardgate.coap.eap.radius.FakeRadius.Flaw;
import org.wardgate.coap.eap.radius.FakeRadius.Reply;

class RadiusClientTest {
  private static final String SECRET = "a-shared-secret-of-the-ward";
  private static final Bytes MSK =
      Bytes.of("0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII));
  private static final List<RadiusAttribute> HELLO =
      List.of(new RadiusAttribute(RadiusAttribute.USER_NAME, Bytes.ofHex("61")));

  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void end() {
    timers.shutdownNow();
  }

  /** Of servers one of which answers: repeats hardly before the machine had time for it. */
  private RadiusClient client(FakeRadius... servers) throws Exception {
    return client(Duration.ofSeconds(20), servers);
  }

  /** Of servers whose silence, or what is as good as it, is awaited. */
  private RadiusClient impatient(FakeRadius... servers) throws Exception {
    return client(Duration.ofMillis(500), servers);
  }

  private RadiusClient client(Duration patience, FakeRadius... servers) throws Exception {
    List<java.net.InetSocketAddress> addresses = new ArrayList<>();
    for (FakeRadius server : servers) {
      addresses.add(server.address());
    }
    return new RadiusClient(
        addresses,
        new RadiusSecret(Bytes.of(SECRET.getBytes(StandardCharsets.UTF_8))),
        patience,
        2,
        timers);
  }

  private static RadiusAnswer get(CompletionStage<RadiusAnswer> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static Reply reject(Flaw flaw) {
    return new Reply(RadiusPacket.ACCESS_REJECT, List.of(), flaw);
  }

  @Test
  void anAuthenticAnswerIsBelieved() throws Exception {
    try (FakeRadius server = new FakeRadius(SECRET, request -> List.of(reject(Flaw.NONE)));
        RadiusClient client = client(server)) {
      RadiusAnswer answer = get(client.ask(HELLO, OptionalInt.empty()));
      assertThat(answer.packet().code()).isEqualTo(RadiusPacket.ACCESS_REJECT);
    }
  }

  @Test
  void messageAuthenticatorComesFirstInEveryRequest() throws Exception {
    try (FakeRadius server = new FakeRadius(SECRET, request -> List.of(reject(Flaw.NONE)));
        RadiusClient client = client(server)) {
      get(client.ask(HELLO, OptionalInt.empty()));
      RadiusPacket request = RadiusPacket.parse(server.requests().take().toArray()).orElseThrow();
      assertThat(request.attributes().get(0).type())
          .isEqualTo(RadiusAttribute.MESSAGE_AUTHENTICATOR);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Flaw.class,
      names = {"RESPONSE_AUTHENTICATOR", "NO_MESSAGE_AUTHENTICATOR", "MESSAGE_AUTHENTICATOR"})
  void aForgedRadiusAnswerIsNotBelieved(Flaw flaw) throws Exception {
    try (FakeRadius server = new FakeRadius(SECRET, request -> List.of(reject(flaw)));
        RadiusClient client = impatient(server)) {
      assertThatThrownBy(() -> get(client.ask(HELLO, OptionalInt.empty())))
          .hasMessageContaining("WG-ONB-0048");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Flaw.class,
      names = {
        "RESPONSE_AUTHENTICATOR",
        "NO_MESSAGE_AUTHENTICATOR",
        "MESSAGE_AUTHENTICATOR",
        "SHORT"
      })
  void aForgedRadiusAnswerDoesNotKeepTheAuthenticOneAway(Flaw flaw) throws Exception {
    try (FakeRadius server =
            new FakeRadius(SECRET, request -> List.of(reject(flaw), reject(Flaw.NONE)));
        RadiusClient client = client(server)) {
      assertThat(get(client.ask(HELLO, OptionalInt.empty())).packet().code())
          .isEqualTo(RadiusPacket.ACCESS_REJECT);
    }
  }

  @Test
  void aServerWithAnotherSecretIsNotBelieved() throws Exception {
    try (FakeRadius server =
            new FakeRadius("another-shared-secret", request -> List.of(reject(Flaw.NONE)));
        RadiusClient client = impatient(server)) {
      assertThatThrownBy(() -> get(client.ask(HELLO, OptionalInt.empty())))
          .hasMessageContaining("WG-ONB-0048");
    }
  }

  @Test
  void radiusSilentIsSaidAfterRepetitionsOfTheSameRequest() throws Exception {
    try (FakeRadius server = new FakeRadius(SECRET, request -> List.of());
        RadiusClient client = impatient(server)) {
      assertThatThrownBy(() -> get(client.ask(HELLO, OptionalInt.empty())))
          .hasMessageContaining("WG-ONB-0047");
      Bytes first = server.requests().poll(60, TimeUnit.SECONDS);
      assertThat(server.requests().poll(60, TimeUnit.SECONDS)).isNotNull().isEqualTo(first);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void theSecondServerAnswersForASilentFirst() throws Exception {
    try (FakeRadius silent = new FakeRadius(SECRET, request -> List.of());
        FakeRadius second = new FakeRadius(SECRET, request -> List.of(reject(Flaw.NONE)));
        RadiusClient client = client(Duration.ofSeconds(2), silent, second)) {
      assertThat(get(client.ask(HELLO, OptionalInt.empty())).server()).isEqualTo(1);
    }
  }

  @Test
  void theKeysOfAnAcceptBecomeTheMsk() throws Exception {
    try (FakeRadius server =
            new FakeRadius(
                SECRET,
                request ->
                    List.of(
                        new Reply(
                            RadiusPacket.ACCESS_ACCEPT,
                            FakeRadius.keys(SECRET, request, MSK),
                            Flaw.NONE)));
        RadiusClient client = client(server)) {
      assertThat(get(client.ask(HELLO, OptionalInt.empty())).msk()).isEqualTo(Optional.of(MSK));
    }
  }

  @Test
  void anAcceptWithoutKeysHasNoMsk() throws Exception {
    try (FakeRadius server =
            new FakeRadius(
                SECRET,
                request -> List.of(new Reply(RadiusPacket.ACCESS_ACCEPT, List.of(), Flaw.NONE)));
        RadiusClient client = client(server)) {
      assertThat(get(client.ask(HELLO, OptionalInt.empty())).msk()).isEmpty();
    }
  }

  @Test
  void aClosedClientSaysSo() throws Exception {
    CompletionStage<RadiusAnswer> stage;
    try (FakeRadius server = new FakeRadius(SECRET, request -> List.of());
        RadiusClient client = client(server)) {
      stage = client.ask(HELLO, OptionalInt.empty());
    }
    assertThatThrownBy(() -> get(stage)).hasMessageContaining("WG-ONB-0047");
  }
}
