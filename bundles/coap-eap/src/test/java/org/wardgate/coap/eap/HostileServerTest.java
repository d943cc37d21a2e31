package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.coap.eap.peer.EapDevice;
import org.wardgate.coap.eap.peer.EapMethod;
import org.wardgate.coap.eap.radius.FakeRadius;
import org.wardgate.coap.eap.radius.FakeRadius.Flaw;
import org.wardgate.coap.eap.radius.FakeRadius.Reply;
import org.wardgate.coap.eap.radius.RadiusAttribute;
import org.wardgate.coap.eap.radius.RadiusPacket;

/** RADIUS servers and EAP methods that misbehave, with a device that plays along. */
class HostileServerTest {
  private static final int TYPE = 99;
  private static final Bytes MSK =
      Bytes.of("0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII));

  @TempDir Path directory = Path.of(".");

  /** A method that says yes to everything and whose key the server knows. */
  private static final class Yes implements EapMethod {
    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public Optional<Bytes> respond(Bytes request) {
      byte id = request.toArray()[1];
      return Optional.of(Bytes.of(new byte[] {2, id, 0, 6, TYPE, 1}));
    }

    @Override
    public Optional<Bytes> msk() {
      return Optional.of(MSK);
    }
  }

  private void run(
      Function<RadiusPacket, List<Reply>> behaviour,
      java.util.function.Consumer<EapDevice> tuning,
      Check check)
      throws Exception {
    Map<String, Object> values =
        Map.of("radiusTimeoutSeconds", 1, "radiusTriesMax", 1, "answerSecondsMax", 10);
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, behaviour);
        EapWard ward = new EapWard(directory, radius.address(), values);
        EapDevice device = new EapDevice(ward.address(), "pump-1", new Yes())) {
      tuning.accept(device);
      device.trigger();
      check.check(ward);
    }
  }

  private interface Check {
    void check(EapWard ward) throws Exception;
  }

  private void isRefused(Function<RadiusPacket, List<Reply>> behaviour, String code)
      throws Exception {
    run(
        behaviour,
        device -> {},
        ward -> {
          assertThat(ward.refusal()).isEqualTo(code);
          assertThat(ward.established).isEmpty();
        });
  }

  private static Reply reply(int code, String eapHex, RadiusAttribute... more) {
    List<RadiusAttribute> attributes =
        new ArrayList<>(RadiusPacket.eapMessages(Bytes.ofHex(eapHex)));
    attributes.addAll(List.of(more));
    return new Reply(code, attributes, Flaw.NONE);
  }

  private static String request(int id) {
    return "01%02x000663%02x".formatted(id, id);
  }

  @Test
  void eapMethodLoopsEndAtTheRoundCap() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    isRefused(
        packet ->
            List.of(
                reply(
                    RadiusPacket.ACCESS_CHALLENGE,
                    request(rounds.incrementAndGet() & 0xFF),
                    new RadiusAttribute(RadiusAttribute.STATE, Bytes.ofHex("01")))),
        "WG-ONB-0049");
    assertThat(rounds.get()).isLessThanOrEqualTo(Limits.ROUNDS_MAX);
  }

  @Test
  void oversizedEapFromTheServerIsRefused() throws Exception {
    isRefused(
        packet -> List.of(reply(RadiusPacket.ACCESS_CHALLENGE, "01020bb863" + "00".repeat(2995))),
        "WG-ONB-0049");
  }

  @Test
  void oversizedEapFromTheDeviceIsRefused() throws Exception {
    run(
        packet -> List.of(reply(RadiusPacket.ACCESS_CHALLENGE, request(5))),
        device ->
            device.tamper(
                response -> response.toArray()[4] == TYPE ? Bytes.of(new byte[5_000]) : response),
        ward -> {
          assertThat(ward.refusal()).isEqualTo("WG-ONB-0049");
          assertThat(ward.established).isEmpty();
        });
  }

  @Test
  void anOldResponseReplayedIsRefused() throws Exception {
    AtomicInteger rounds = new AtomicInteger(6);
    run(
        packet -> List.of(reply(RadiusPacket.ACCESS_CHALLENGE, request(rounds.incrementAndGet()))),
        device ->
            device.tamper(
                response ->
                    response.toArray()[4] == TYPE
                        ? Bytes.of(new byte[] {2, 7, 0, 6, TYPE, 1})
                        : response),
        ward -> assertThat(ward.refusal()).isEqualTo("WG-ONB-0049"));
  }

  @Test
  void forgedRadiusAnswerIsRefused() throws Exception {
    isRefused(
        packet ->
            List.of(new Reply(RadiusPacket.ACCESS_ACCEPT, List.of(), Flaw.RESPONSE_AUTHENTICATOR)),
        "WG-ONB-0048");
  }

  @Test
  void missingMessageAuthenticatorIsRefused() throws Exception {
    isRefused(
        packet ->
            List.of(
                new Reply(
                    RadiusPacket.ACCESS_ACCEPT,
                    RadiusPacket.eapMessages(Bytes.ofHex("03010004")),
                    Flaw.NO_MESSAGE_AUTHENTICATOR)),
        "WG-ONB-0048");
  }

  @Test
  void radiusSilentIsReported() throws Exception {
    isRefused(packet -> List.of(), "WG-ONB-0047");
  }

  @Test
  void anAcceptWithoutKeysIsRefused() throws Exception {
    isRefused(packet -> List.of(reply(RadiusPacket.ACCESS_ACCEPT, "03010004")), "WG-ONB-0046");
  }

  @Test
  void anAcceptWithoutEapSuccessIsRefused() throws Exception {
    isRefused(
        packet -> List.of(new Reply(RadiusPacket.ACCESS_ACCEPT, List.of(), Flaw.NONE)),
        "WG-ONB-0049");
  }

  @Test
  void aRejectIsReported() throws Exception {
    isRefused(packet -> List.of(reply(RadiusPacket.ACCESS_REJECT, "04010004")), "WG-ONB-0046");
  }

  /** Accepts after one round, with keys, and calls the device as told. */
  private static final class Accepting implements Function<RadiusPacket, List<Reply>> {
    private final Optional<String> userName;
    private final AtomicInteger rounds = new AtomicInteger();

    Accepting(Optional<String> userName) {
      this.userName = userName;
    }

    @Override
    public List<Reply> apply(RadiusPacket packet) {
      if (rounds.incrementAndGet() == 1) {
        return List.of(reply(RadiusPacket.ACCESS_CHALLENGE, request(5)));
      }
      List<RadiusAttribute> attributes =
          new ArrayList<>(RadiusPacket.eapMessages(Bytes.ofHex("03060004")));
      attributes.addAll(FakeRadius.keys(Hostapd.SECRET, packet, MSK));
      userName.ifPresent(
          name ->
              attributes.add(
                  new RadiusAttribute(
                      RadiusAttribute.USER_NAME, Bytes.of(name.getBytes(StandardCharsets.UTF_8)))));
      return List.of(new Reply(RadiusPacket.ACCESS_ACCEPT, attributes, Flaw.NONE));
    }
  }

  private void accepted(Accepting behaviour, Check check) throws Exception {
    accepted(behaviour, Map.of("serverVouchesForUserName", true), check);
  }

  private void accepted(Accepting behaviour, Map<String, Object> values, Check check)
      throws Exception {
    try (FakeRadius radius = new FakeRadius(Hostapd.SECRET, behaviour);
        EapWard ward = new EapWard(directory, radius.address(), values);
        EapDevice device = new EapDevice(ward.address(), "pump-1", new Yes())) {
      device.trigger();
      check.check(ward);
    }
  }

  @Test
  void aUserNameThatTheServerRepeatsFromTheRequestConfirmsNobody() throws Exception {
    accepted(
        new Accepting(Optional.of("pump-1")),
        Map.of(),
        ward -> {
          assertThat(ward.refusal()).isEqualTo("WG-ONB-0050");
          assertThat(ward.established).isEmpty();
        });
  }

  @Test
  void aMethodThatShowsNobodyNeedsTheServersWord() throws Exception {
    accepted(
        new Accepting(Optional.of("pump-1")),
        ward -> assertThat(ward.establishedPeer().identity().device().value()).isEqualTo("pump-1"));
    accepted(
        new Accepting(Optional.empty()),
        ward -> assertThat(ward.refusal()).isEqualTo("WG-ONB-0050"));
  }

  @Test
  void identityOfAnotherDeviceConfirmedByTheServerIsRefused() throws Exception {
    accepted(
        new Accepting(Optional.of("pump-2")),
        ward -> {
          assertThat(ward.refusal()).isEqualTo("WG-ONB-0050");
          assertThat(ward.established).isEmpty();
        });
  }
}
