package org.wardgate.onboarding;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/** Answers that EST resources share. */
final class Answers {
  private Answers() {}

  static CompletionStage<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }

  static CompletionStage<Response> now(ResponseCode code) {
    return now(Response.empty(code));
  }

  /** 5.03 with the reason in words (RFC 7252 §5.5.2). */
  static CompletionStage<Response> later(long maxAgeSeconds, ErrorCode why) {
    byte[] text = Problem.of(why, "").line().getBytes(StandardCharsets.UTF_8);
    return now(
        new Response(
            ResponseCode.SERVICE_UNAVAILABLE,
            OptionalInt.empty(),
            Bytes.of(text),
            OptionalLong.of(maxAgeSeconds)));
  }
}
