package org.wardgate.command.gateway;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.feature.JsonFile;

/**
 * Talks to a gateway's admin API through its Unix socket. While the gateway replaces a part of
 * itself, a question is asked again for a moment; a command is not, for it might have been heard.
 */
public final class AdminClient {

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  /** A package is verified before it is answered; the relay cuts after 120 s. */
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(115);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE_MS = 100;

  private final Path socket;
  private final Path tokenFile;

  AdminClient(Path socket, Path tokenFile) {
    this.socket = socket;
    this.tokenFile = tokenFile;
  }

  /**
   * Asks.
   *
   * @param path below {@code /api/v1}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> get(String path) throws RefusedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        HttpReply reply = exchange("GET", "/api/v1" + path, true, "");
        if (ours(reply)) {
          return answer(reply);
        }
        if (System.nanoTime() > end) {
          throw notServed(reply);
        }
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw noAnswer(e);
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
    }
  }

  /**
   * Commands.
   *
   * @param path below {@code /api/v1}
   * @param reason the operator's
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> post(String path, String reason) throws RefusedException {
    return post(path, Map.of("reason", reason));
  }

  /**
   * Hands in texts.
   *
   * @param path below {@code /api/v1}
   * @param texts members of the body
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> post(String path, Map<String, String> texts) throws RefusedException {
    String members =
        new TreeMap<>(texts)
            .entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(","));
    return send(path, members);
  }

  private Map<String, Object> send(String path, String members) throws RefusedException {
    return json("/api/v1" + path, true, "{" + members + "}");
  }

  private Map<String, Object> json(String path, boolean withToken, String body)
      throws RefusedException {
    try {
      return answer(exchange("POST", path, withToken, body));
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  /**
   * Hands in a JSON text as it is.
   *
   * @param path below {@code /api/v1}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> postJson(String path, String json) throws RefusedException {
    return json("/api/v1" + path, true, json);
  }

  /**
   * Changes something with a JSON text.
   *
   * @param path below {@code /api/v1}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> putJson(String path, String json) throws RefusedException {
    try {
      return answer(exchange("PUT", "/api/v1" + path, true, json));
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  /**
   * Hands in a file as it is.
   *
   * @param method {@code POST} or {@code PUT}
   * @param path below {@code /api/v1}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> sendFile(String method, String path, Path file)
      throws RefusedException {
    try {
      String head =
          head(method, "/api/v1" + path, true, "application/json")
              + "Content-Type: application/octet-stream\r\nContent-Length: "
              + Files.size(file)
              + "\r\n\r\n";
      return answer(SocketExchange.send(socket, head, file, TAKEN_WITHIN));
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  /**
   * Hands in a JSON text without a token.
   *
   * @param path such as {@code /break-glass}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> postOpen(String path, String json) throws RefusedException {
    return json(path, false, json);
  }

  /**
   * Decides about an advisory.
   *
   * @param path below {@code /api/v1}
   * @param version that the operator was shown
   * @param reason why
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Map<String, Object> decide(String path, long version, String reason)
      throws RefusedException {
    return send(path, "\"reason\":" + quoted(reason) + ",\"version\":" + version);
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /**
   * Asks about health, which needs no token.
   *
   * @param path such as {@code /health/live}
   * @throws IOException if there is no answer yet
   */
  public Map<String, Object> health(String path) throws IOException {
    HttpReply reply = exchange("GET", path, false, "");
    return JsonFile.parse(reply.content().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the gateway serves to anybody.
   *
   * @param path such as {@code /pki/crl}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Bytes open(String path) throws RefusedException {
    return open(path, "application/json");
  }

  /**
   * An answer of the API as it came.
   *
   * @param path below {@code /api/v1}
   * @throws RefusedException what the gateway refuses with, or {@link LauncherErrors#NO_ANSWER}
   */
  public Bytes raw(String path) throws RefusedException {
    return body("/api/v1" + path, true, "application/json");
  }

  /** As the other form, in the format that is wanted. */
  public Bytes open(String path, String accept) throws RefusedException {
    return body(path, false, accept);
  }

  private Bytes body(String path, boolean withToken, String accept) throws RefusedException {
    try {
      HttpReply reply = exchange("GET", path, withToken, "", accept);
      if (reply.status() != 200) {
        answer(reply);
        throw new RefusedException(LauncherErrors.BAD_ANSWER, "HTTP status " + reply.status());
      }
      return reply.body();
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  private HttpReply exchange(String method, String path, boolean withToken, String body)
      throws IOException {
    return exchange(method, path, withToken, body, "application/json");
  }

  private HttpReply exchange(
      String method, String path, boolean withToken, String body, String accept)
      throws IOException {
    StringBuilder request = new StringBuilder(head(method, path, withToken, accept));
    if (!body.isEmpty()) {
      request.append("Content-Type: application/json\r\nContent-Length: ");
      request.append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
    }
    request.append("\r\n").append(body);
    // what a gateway fetches takes as long as what it is handed
    Duration within = path.endsWith("/fetch") ? TAKEN_WITHIN : ANSWERED_WITHIN;
    return SocketExchange.send(socket, request.toString(), within);
  }

  private String head(String method, String path, boolean withToken, String accept)
      throws IOException {
    StringBuilder request = new StringBuilder(512);
    request.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\nConnection: close\r\n");
    request.append("Accept: ").append(accept).append("\r\n");
    if (withToken) {
      String token = Files.readString(tokenFile, StandardCharsets.US_ASCII).strip();
      request.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    return request.toString();
  }

  /** An answer of the API itself, not of a server whose API is away. */
  private static boolean ours(HttpReply reply) {
    return reply.status() < 400
        || (reply.status() != 503 && reply.content().startsWith("{\"code\":\"WG-"));
  }

  /** The process lives, but not the API: says which parts are away. */
  private RefusedException notServed(HttpReply reply) {
    String detail = "HTTP status " + reply.status();
    try {
      detail = "away: " + health("/health/ready").getOrDefault("missing", "");
    } catch (IOException e) {
      detail += ", " + e.getMessage();
    }
    return new RefusedException(LauncherErrors.NOT_HEALTHY, detail);
  }

  private static Map<String, Object> answer(HttpReply reply) throws RefusedException {
    Map<String, Object> content;
    try {
      content = JsonFile.parse(reply.content().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new RefusedException(LauncherErrors.BAD_ANSWER, "HTTP status " + reply.status(), e);
    }
    if (reply.status() >= 400) {
      throw refusal(reply.status(), content);
    }
    return content;
  }

  private static RefusedException refusal(int status, Map<String, Object> problem) {
    try {
      return new RefusedException(
          new ErrorCode(text(problem, "code"), text(problem, "reason"), text(problem, "remedy")),
          text(problem, "detail"));
    } catch (IllegalArgumentException e) {
      return new RefusedException(LauncherErrors.BAD_ANSWER, "HTTP status " + status, e);
    }
  }

  private static String text(Map<String, Object> object, String name) {
    return String.valueOf(object.getOrDefault(name, ""));
  }

  private static RefusedException noAnswer(IOException e) {
    return new RefusedException(LauncherErrors.NO_ANSWER, String.valueOf(e.getMessage()), e);
  }
}
