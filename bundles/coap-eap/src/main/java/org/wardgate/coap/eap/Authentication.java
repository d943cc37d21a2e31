package org.wardgate.coap.eap;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.OscoreParameters;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.api.transport.Peer;
import org.wardgate.coap.eap.radius.RadiusAnswer;
import org.wardgate.coap.eap.radius.RadiusAttribute;
import org.wardgate.coap.eap.radius.RadiusPacket;

/**
 * One device authenticates: EAP over CoAP on one side, EAP over RADIUS on the other, and OSCORE
 * from the key both ends have in the end (RFC 9820 §3). Used once, one step at a time.
 */
final class Authentication {
  private static final int FIRST_ID = 1;
  private static final int EAP_MTU_BYTES = 1_020;

  private final Ports ports;
  private final InetSocketAddress address;
  private final Conversation conversation;
  private final Bytes recipientId;
  private final Predicate<Authentication> heard;
  private final Credential credential;
  private OptionalInt server = OptionalInt.empty();
  private Optional<Bytes> identity = Optional.empty();
  private IdentityBook.@Nullable Named named;
  private Bytes senderId = Bytes.EMPTY;
  private Suite suite = Suite.AES_CCM_16_64_128;
  private List<Integer> chosen = List.of();
  private int lastId = FIRST_ID;

  /**
   * @param path where the device wants the first packet
   * @param recipientId reserved for its session
   * @param heard told when the device answered; whether it may go on: if not, the id is another's
   */
  Authentication(
      Ports ports,
      InetSocketAddress address,
      List<String> path,
      Bytes recipientId,
      Predicate<Authentication> heard) {
    this.ports = ports;
    this.address = address;
    this.recipientId = recipientId;
    this.heard = heard;
    credential = new Credential(ports.serverVouchesForUserName());
    Instant deadline = ports.clock().instant().plus(ports.limits().whole());
    conversation = new Conversation(ports, address, path, deadline);
  }

  /** The id reserved for its session. */
  Bytes recipientId() {
    return recipientId;
  }

  /** What the device called itself, if it did; not authenticated. */
  Optional<Bytes> identity() {
    return identity;
  }

  /** Runs to the end: the session's far end, or a {@link RefusedException}. */
  CompletionStage<Peer> run() {
    EapPacket first = EapPacket.request(FIRST_ID, EapPacket.TYPE_IDENTITY);
    CoapEapInfo info =
        new CoapEapInfo(
            CipherSuites.OFFERED, Optional.of(recipientId), Optional.empty(), OptionalLong.empty());
    return conversation.exchange(first, first.encode(), info.encode()).thenCompose(this::begin);
  }

  /** Says to the device that it failed, if it listens. */
  void abandon() {
    conversation.fail(EapPacket.failure(lastId).encode());
  }

  private CompletionStage<Peer> begin(EapPacket.Carried response) {
    try {
      if (response.packet().type() != EapPacket.TYPE_IDENTITY) {
        throw Conversation.malformed("the first response is no identity");
      }
      identity = Optional.of(response.packet().data());
      if (!heard.test(this)) {
        throw new RefusedException(
            OnboardingErrors.EAP_UNFINISHED, "too many authentications at once");
      }
      named = ports.identities().named(response.packet().data());
      agree(response.rest());
      return relay(response, Optional.empty());
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** RFC 9820 §3.2, step 2: the suite and the id the device chose. */
  private void agree(Bytes encoded) throws RefusedException {
    CoapEapInfo info =
        CoapEapInfo.parse(encoded)
            .orElseThrow(() -> Conversation.malformed("what is behind the identity"));
    chosen = info.suites().isEmpty() ? List.of(CipherSuites.DEFAULT) : info.suites();
    suite =
        CipherSuites.chosen(chosen)
            .orElseThrow(() -> Conversation.malformed("cipher suite not offered"));
    senderId = info.ridI().orElseThrow(() -> Conversation.malformed("no RID-I"));
    if (senderId.length() > CipherSuites.idMaxBytes(suite) || senderId.equals(recipientId)) {
      throw Conversation.malformed("RID-I too long or that of the gateway");
    }
  }

  private CompletionStage<Peer> relay(EapPacket.Carried response, Optional<Bytes> state) {
    credential.seen(response.packet());
    return ports
        .radius()
        .ask(request(response.encoded(), state), server)
        .thenCompose(this::answered);
  }

  /** RFC 3579 §2.1, §3. */
  private List<RadiusAttribute> request(Bytes eap, Optional<Bytes> state) {
    List<RadiusAttribute> attributes = new ArrayList<>();
    identity.ifPresent(id -> attributes.add(new RadiusAttribute(RadiusAttribute.USER_NAME, id)));
    attributes.add(text(RadiusAttribute.NAS_IDENTIFIER, ports.nasIdentifier()));
    attributes.add(text(RadiusAttribute.CALLING_STATION_ID, address.getAddress().getHostAddress()));
    attributes.add(RadiusAttribute.number(RadiusAttribute.FRAMED_MTU, EAP_MTU_BYTES));
    attributes.addAll(RadiusPacket.eapMessages(eap));
    state.ifPresent(s -> attributes.add(new RadiusAttribute(RadiusAttribute.STATE, s)));
    return attributes;
  }

  private static RadiusAttribute text(int type, String text) {
    return new RadiusAttribute(type, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  private CompletionStage<Peer> answered(RadiusAnswer answer) {
    server = OptionalInt.of(answer.server());
    Optional<EapPacket.Carried> eap = answer.packet().eap().flatMap(EapPacket::parse);
    eap.ifPresent(packet -> lastId = packet.packet().id());
    return switch (answer.packet().code()) {
      case RadiusPacket.ACCESS_CHALLENGE -> challenged(answer.packet(), eap);
      case RadiusPacket.ACCESS_ACCEPT -> accepted(answer, eap);
      case RadiusPacket.ACCESS_REJECT ->
          CompletableFuture.failedFuture(
              new RefusedException(OnboardingErrors.EAP_REFUSED, "Access-Reject"));
      default ->
          CompletableFuture.failedFuture(
              Conversation.malformed("RADIUS code " + answer.packet().code()));
    };
  }

  private CompletionStage<Peer> challenged(RadiusPacket packet, Optional<EapPacket.Carried> eap) {
    if (eap.filter(e -> e.packet().code() == EapPacket.REQUEST).isEmpty()) {
      return CompletableFuture.failedFuture(
          Conversation.malformed("Access-Challenge without EAP request"));
    }
    Optional<Bytes> state = packet.first(RadiusAttribute.STATE);
    return conversation
        .exchange(eap.get().packet(), eap.get().encoded(), Bytes.EMPTY)
        .thenCompose(response -> relay(response, state));
  }

  private CompletionStage<Peer> accepted(RadiusAnswer answer, Optional<EapPacket.Carried> eap) {
    IdentityBook.Named device = named;
    if (device == null || eap.filter(e -> e.packet().code() == EapPacket.SUCCESS).isEmpty()) {
      return CompletableFuture.failedFuture(
          Conversation.malformed("Access-Accept without EAP success"));
    }
    if (answer.msk().isEmpty()) {
      return CompletableFuture.failedFuture(
          new RefusedException(OnboardingErrors.EAP_REFUSED, "Access-Accept without keys"));
    }
    Optional<Bytes> userName = answer.packet().first(RadiusAttribute.USER_NAME);
    if (!credential.confirms(userName, name -> ports.identities().same(device, name))) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              OnboardingErrors.EAP_IDENTITY_UNCONFIRMED, device.device().toString()));
    }
    return open(answer, device, eap.get().encoded());
  }

  /** RFC 9820 §3.2, steps 7 and 8: success under the key that success made. */
  private CompletionStage<Peer> open(
      RadiusAnswer answer, IdentityBook.Named device, Bytes success) {
    OscoreKeys keys =
        OscoreKeys.derive(
            answer.msk().orElseThrow(),
            CoapEapInfo.encodeSuites(CipherSuites.OFFERED),
            CoapEapInfo.encodeSuites(chosen));
    long seconds = lifetimeSeconds(answer.packet());
    CoapEapInfo info =
        new CoapEapInfo(List.of(), Optional.empty(), Optional.empty(), OptionalLong.of(seconds));
    OscoreParameters parameters =
        new OscoreParameters(
            keys.masterSecret(),
            keys.masterSalt(),
            suite,
            senderId,
            recipientId,
            device.proven(identity.orElseThrow()),
            address,
            ports.clock().instant().plusSeconds(seconds));
    return ports
        .sessions()
        .open(
            parameters,
            conversation.path(),
            ContentFormat.COAP_EAP,
            Payloads.join(success, info.encode()),
            conversation.stepDeadline());
  }

  private long lifetimeSeconds(RadiusPacket packet) {
    long own = ports.limits().sessionLifetimeSeconds();
    return packet
        .first(RadiusAttribute.SESSION_TIMEOUT)
        .filter(value -> value.length() == Integer.BYTES)
        .map(value -> Long.parseLong(value.hex(), 16))
        .filter(seconds -> seconds > 0)
        .map(seconds -> Math.min(seconds, own))
        .orElse(own);
  }
}
