package org.wardgate.integration.ward;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What anybody may ask of the gateway over HTTP, without a token. */
final class Http {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  /**
   * @param address scheme, host and port
   */
  Http(String address) {
    this.address = address;
  }

  /** Writes what a resource answers into a file; its status. */
  int get(String path, String accept, Path into) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(address + path))
                .timeout(ANSWER_MAX)
                .header("Accept", accept)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    Files.write(into, response.body());
    return response.statusCode();
  }
}
