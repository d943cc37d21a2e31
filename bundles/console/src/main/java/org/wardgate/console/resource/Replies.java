package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.wardgate.api.Bytes;
import org.wardgate.console.json.Answer;

/** Sends answers, never to be cached, framed, sniffed or read by another origin. */
final class Replies {

  private static final JsonFactory FACTORY = new JsonFactory();

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin");

  private Replies() {}

  static void send(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(
        answer.status() < 400 ? "application/json" : "application/problem+json");
    HEADERS.forEach(response::setHeader);
    if (answer.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    if (answer.status() == 503 || answer.status() == 429) {
      response.setHeader("Retry-After", "1");
    }
    try (JsonGenerator json = FACTORY.createGenerator(response.getOutputStream())) {
      answer.body().write(json);
    }
  }

  /** Sends content that may be kept but must be asked for each time; nothing if it is known. */
  static void send(HttpServletResponse response, String type, SharedBodies.Body body, boolean known)
      throws IOException {
    response.setContentType(type);
    HEADERS.forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", body.tag());
    if (known) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setStatus(200);
    response.setContentLength(body.content().length);
    response.getOutputStream().write(body.content());
  }

  /** Sends content that is no JSON. */
  static void send(HttpServletResponse response, String type, Bytes content) throws IOException {
    response.setStatus(200);
    response.setContentType(type);
    HEADERS.forEach(response::setHeader);
    response.setContentLength(content.length());
    response.getOutputStream().write(content.toArray());
  }

  /** Sends a page or its script, which may do what its policy says. */
  static void page(HttpServletResponse response, String type, String policy, Bytes content)
      throws IOException {
    response.setStatus(200);
    response.setContentType(type);
    HEADERS.forEach(response::setHeader);
    response.setHeader("Content-Security-Policy", policy);
    response.setContentLength(content.length());
    response.getOutputStream().write(content.toArray());
  }
}
