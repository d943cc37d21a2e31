package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/** A request's body, within bounds. */
final class RequestBody {

  /** Largest body unless a resource says otherwise, in bytes. */
  static final int BODY_MAX_BYTES = 16_384;

  private RequestBody() {}

  /**
   * Reads the whole body.
   *
   * @throws RefusedException {@link ConsoleErrors#BODY_TOO_LARGE}, or {@link
   *     ConsoleErrors#UNSUPPORTED_TYPE}: a form of a foreign page cannot send JSON unasked
   */
  static byte[] read(HttpServletRequest request, int maxBytes)
      throws IOException, RefusedException {
    requireJson(request);
    return bounded(request, maxBytes);
  }

  /**
   * Refuses what does not say that it is JSON.
   *
   * @throws RefusedException {@link ConsoleErrors#UNSUPPORTED_TYPE}
   */
  static void requireJson(HttpServletRequest request) throws RefusedException {
    if (!json(request.getContentType())) {
      throw new RefusedException(
          ConsoleErrors.UNSUPPORTED_TYPE, String.valueOf(request.getContentType()));
    }
  }

  private static byte[] bounded(HttpServletRequest request, int maxBytes)
      throws IOException, RefusedException {
    if (request.getContentLengthLong() > maxBytes) {
      throw new RefusedException(
          ConsoleErrors.BODY_TOO_LARGE,
          request.getContentLengthLong() + " bytes, at most " + maxBytes);
    }
    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      throw new RefusedException(ConsoleErrors.BODY_TOO_LARGE, "more than " + maxBytes + " bytes");
    }
    return body;
  }

  /**
   * Opens a body that is read as it comes.
   *
   * @param types media types, one of which it must declare
   * @throws RefusedException {@link ConsoleErrors#BODY_TOO_LARGE}, or {@link
   *     ConsoleErrors#UNSUPPORTED_TYPE}
   */
  static InputStream open(HttpServletRequest request, Set<String> types, long maxBytes)
      throws IOException, RefusedException {
    String type = String.valueOf(request.getContentType());
    if (!types.contains(type.toLowerCase(Locale.ROOT))) {
      throw new RefusedException(ConsoleErrors.UNSUPPORTED_TYPE, type);
    }
    if (request.getContentLengthLong() > maxBytes) {
      throw new RefusedException(
          ConsoleErrors.BODY_TOO_LARGE,
          request.getContentLengthLong() + " bytes, at most " + maxBytes);
    }
    return new BoundedStream(request.getInputStream(), maxBytes);
  }

  private static boolean json(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String plain = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
    return plain.equals("application/json") || plain.equals("application/json;charset=utf-8");
  }
}
