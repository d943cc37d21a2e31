package org.wardgate.device.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.device.keys.KeyBook.Begun;

/**
 * {@code POST /wg/key}: the device and the gateway make a new key of the old one. The answer is
 * given when the new key is on disk; the old one counts until a session stands with the new one.
 */
final class RotationHandler implements ResourceHandler {
  private static final int IDENTITY_RANDOM_BYTES = 16;

  private final KeyBook book;
  private final Supplier<CompletionStage<Void>> save;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param save keeps the book; completes when it is on disk
   */
  RotationHandler(KeyBook book, Supplier<CompletionStage<Void>> save, Clock clock) {
    this.book = book;
    this.save = save;
    this.clock = clock;
  }

  @Override
  public String path() {
    return "wg/key";
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public int payloadMaxBytes() {
    return Rotation.NONCE_BYTES;
  }

  @Override
  public Map<String, String> linkAttributes() {
    return Map.of("rt", "wg.key", "ct", String.valueOf(ContentFormat.OCTET_STREAM));
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    PeerIdentity identity = request.peer().identity();
    if (identity.kind() != PeerIdentity.Kind.SHARED_KEY) {
      return refused(ResponseCode.FORBIDDEN, "the session was not opened with a shared key");
    }
    if (request.contentFormat().orElse(ContentFormat.OCTET_STREAM) != ContentFormat.OCTET_STREAM) {
      return CompletableFuture.completedFuture(
          Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
    }
    if (request.payload().length() != Rotation.NONCE_BYTES) {
      return refused(ResponseCode.BAD_REQUEST, "the nonce has not 32 bytes");
    }
    Optional<DeviceKey> key = book.of(identity.device());
    Optional<Rotation> same =
        key.flatMap(held -> same(held, identity.certificateSha256(), request.payload()));
    Optional<Rotation> begun = same.or(() -> key.map(held -> rotation(held, request.payload())));
    Begun began =
        same.isPresent() ? Begun.YES : begun.map(r -> begin(identity, r)).orElse(Begun.NOT_CURRENT);
    return switch (began) {
      case NOT_CURRENT ->
          refused(ResponseCode.FORBIDDEN, "the session's key is not the device's current one");
      case TOO_SOON -> refused(ResponseCode.FORBIDDEN, "the key was rotated less than a day ago");
      case YES ->
          save.get()
              .handle(
                  (done, error) -> error == null ? answer(begun.orElseThrow()) : Response.later(1));
    };
  }

  private Begun begin(PeerIdentity identity, Rotation rotation) {
    return book.begin(identity.device(), identity.certificateSha256(), rotation, clock.instant());
  }

  /** The rotation under way of that nonce: the answer may have been lost on the way. */
  private static Optional<Rotation> same(DeviceKey key, Bytes from, Bytes deviceNonce) {
    return key.rotation()
        .filter(rotation -> key.current().identity().sha256().equals(from))
        .filter(rotation -> rotation.deviceNonce().equals(deviceNonce));
  }

  private Rotation rotation(DeviceKey key, Bytes deviceNonce) {
    byte[] name = new byte[IDENTITY_RANDOM_BYTES];
    random.nextBytes(name);
    String identity = "wg-" + HexFormat.of().formatHex(name);
    byte[] nonce = new byte[Rotation.NONCE_BYTES];
    random.nextBytes(nonce);
    return Rotation.of(
        key.current().key(),
        deviceNonce,
        Bytes.of(nonce),
        Bytes.of(identity.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Response answer(Rotation rotation) {
    Bytes identity = rotation.next().identity();
    byte[] payload =
        ByteBuffer.allocate(Rotation.NONCE_BYTES + identity.length())
            .put(rotation.gatewayNonce().toArray())
            .put(identity.toArray())
            .array();
    return Response.changed(ContentFormat.OCTET_STREAM, Bytes.of(payload));
  }

  private static CompletionStage<Response> refused(ResponseCode code, String detail) {
    return CompletableFuture.completedFuture(
        Response.refused(code, Problem.of(OnboardingErrors.NOT_ROTATED, detail)));
  }
}
