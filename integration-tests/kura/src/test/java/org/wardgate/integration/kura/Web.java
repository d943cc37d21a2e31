package org.wardgate.integration.kura;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of the servlets. */
final class Web {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Web() {}

  static String basic(String name, String password) {
    String both = name + ':' + password;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks and gives the status.
   *
   * @param authorization the header's value; empty for none
   */
  static int status(String method, String path, String authorization) throws IOException {
    return answer(method, path, authorization).statusCode();
  }

  static int get(String path) throws IOException {
    return status("GET", path, "");
  }

  static HttpResponse<String> answer(String method, String path, String authorization)
      throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + Site.HTTP_PORT + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofString("{}"));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
