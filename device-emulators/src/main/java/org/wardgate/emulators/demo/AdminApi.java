package org.wardgate.emulators.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of the gateway's admin API. */
final class AdminApi {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);
  private static final int ACCEPTED_MINUTES = 30 * 24 * 60;
  private static final Duration VERIFY_MAX = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_MAX)
          .build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final String address;
  private final Path tokenFile;

  /**
   * @param address scheme, host and port
   * @param tokenFile read for every request: the gateway makes it at its first start
   */
  AdminApi(String address, Path tokenFile) {
    this.address = address;
    this.tokenFile = tokenFile;
  }

  /** What the gateway still waits for before it serves; empty if it serves. */
  Optional<String> missing() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/health/ready")).timeout(ANSWER_MAX).build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() == 200
          ? Optional.empty()
          : Optional.of(mapper.readTree(response.body()).path("missing").toString());
    } catch (IOException e) {
      return Optional.of("its admin API does not answer");
    }
  }

  /** All devices. */
  List<DeviceRow> devices() throws IOException, InterruptedException {
    List<DeviceRow> rows = new ArrayList<>();
    get("/api/v1/devices", ANSWER_MAX).path("devices").forEach(d -> rows.add(DeviceRow.of(d)));
    return rows;
  }

  /** The gateway's own state. */
  GatewayStatus status() throws IOException, InterruptedException {
    return GatewayStatus.of(get("/api/v1/status", ANSWER_MAX));
  }

  /** Accepts a device that cannot attest, for a month. */
  void accept(String device, String reason) throws IOException, InterruptedException {
    String body =
        mapper.createObjectNode().put("minutes", ACCEPTED_MINUTES).put("reason", reason).toString();
    HttpResponse<byte[]> response =
        client.send(
            authorized("/api/v1/devices/" + device + "/accept", ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
    }
  }

  /** The journal's own check. */
  JsonNode verifyJournal() throws IOException, InterruptedException {
    return get("/api/v1/journal/verify", VERIFY_MAX);
  }

  private JsonNode get(String path, Duration timeout) throws IOException, InterruptedException {
    HttpRequest request = authorized(path, timeout).build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return mapper.readTree(response.body());
  }

  private HttpRequest.Builder authorized(String path, Duration timeout) throws IOException {
    String token = Files.readString(tokenFile).strip();
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(timeout)
        .header("Authorization", "Bearer " + token);
  }
}
