package org.wardgate.onboarding;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/** A device with some resources, and a transport that has only it. */
final class FakeChannel implements DeviceChannel, DeviceChannels {
  final List<String> asked = new ArrayList<>();
  final List<Bytes> posted = new ArrayList<>();
  private final Map<String, CompletionStage<Response>> answers = new HashMap<>();

  void serve(String path, int format, String text) {
    Bytes payload = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    answers.put(path, CompletableFuture.completedFuture(Response.content(format, payload)));
  }

  void fail(String path, ErrorCode code) {
    answers.put(path, CompletableFuture.failedFuture(new RefusedException(code, path)));
  }

  void pend(String path, CompletableFuture<Response> answer) {
    answers.put(path, answer);
  }

  @Override
  public CompletionStage<Response> get(
      String path, int accept, int responseMaxBytes, Instant deadline) {
    asked.add(path);
    return answers.getOrDefault(
        path, CompletableFuture.completedFuture(Response.empty(ResponseCode.NOT_FOUND)));
  }

  @Override
  public Peer peer() {
    return TestWard.peer(TestWard.PUMP);
  }

  @Override
  public CompletionStage<Response> post(
      String path, int format, int accept, Bytes payload, int maxBytes, Instant deadline) {
    posted.add(payload);
    return answers.getOrDefault(
        path, CompletableFuture.completedFuture(Response.empty(ResponseCode.NOT_FOUND)));
  }

  @Override
  public Optional<DeviceChannel> channel(DeviceId device) {
    return Optional.of(this);
  }

  @Override
  public void close(DeviceId device) {
    throw new AssertionError("nothing is closed");
  }
}
