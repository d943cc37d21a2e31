package org.wardgate.console.resource;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.console.access.RateLimit;
import org.wardgate.console.ports.Ports;

/**
 * What anybody may know of the ward CA: its CRL, its OCSP responder, its roots. Open to whoever
 * reaches the port, so it is bounded in size and rate, never waits, and tells nothing else.
 */
@Component(
    name = "org.wardgate.console.pki",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=wardgate-pki",
      WebContext.SELECT,
      "osgi.http.whiteboard.servlet.pattern=" + PkiServlet.PREFIX + "/*"
    })
public final class PkiServlet extends PublicServlet {

  /** Where it begins. */
  static final String PREFIX = "/pki";

  private static final String OCSP = "/ocsp";
  private static final String OCSP_REQUEST = "application/ocsp-request";
  private static final String OCSP_RESPONSE = "application/ocsp-response";
  private static final String CRL = "application/pkix-crl";
  private static final String PEM = "application/x-pem-file";

  private static final String ISSUER = "issuer=";

  /** A subject key identifier. */
  private static final String KEY_ID_FORM = "[0-9a-f]{2,128}";

  /** Longest OCSP request in a path: Base64, each character perhaps percent-encoded. */
  private static final int PATH_MAX_CHARS = 4_096;

  private static final long serialVersionUID = 1L;

  private final transient Ports ports;
  private final transient Arrivals arrivals = new Arrivals(System::nanoTime);
  private final transient SharedBodies bodies = new SharedBodies();

  /** For Declarative Services. */
  @Activate
  public PkiServlet(@Reference Ports ports) {
    this(ports, new RateLimit(System::nanoTime));
  }

  PkiServlet(Ports ports, RateLimit limit) {
    super(limit);
    this.ports = ports;
  }

  @Override
  void serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    String path = path(request);
    if (path.equals("/crl")) {
      allow(request, "GET");
      SharedBodies.Body crl = crl(issuer(request.getQueryString()));
      Replies.send(response, CRL, crl, crl.known(request.getHeader("If-None-Match")));
    } else if (path.equals("/anchors.pem")) {
      allow(request, "GET");
      Replies.send(response, PEM, anchors());
    } else if (path.equals(OCSP)) {
      allow(request, "POST");
      Replies.send(response, OCSP_RESPONSE, publisher().ocsp(posted(request)));
    } else if (path.startsWith(OCSP + "/")) {
      allow(request, "GET");
      Replies.send(response, OCSP_RESPONSE, publisher().ocsp(named(request)));
    } else {
      throw new RefusedException(ConsoleErrors.NO_SUCH_RESOURCE, "");
    }
  }

  private RevocationPublisher publisher() throws RefusedException {
    return now(ports.revocations());
  }

  /** As it stands there: a key identifier needs no encoding. */
  private static @Nullable String issuer(@Nullable String query) {
    if (query != null) {
      for (String one : query.split("&", -1)) {
        if (one.startsWith(ISSUER)) {
          return one.substring(ISSUER.length());
        }
      }
    }
    return null;
  }

  /** The list of the root that certificates name in their address, else of the one that issues. */
  private SharedBodies.Body crl(@Nullable String issuer) throws RefusedException {
    if (issuer == null) {
      return bodies.of("", publisher().crl());
    }
    if (!issuer.matches(KEY_ID_FORM)) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "issuer matches " + KEY_ID_FORM);
    }
    return bodies.of(issuer, publisher().crl(issuer));
  }

  private Bytes anchors() throws RefusedException {
    String pem = publisher().anchorsPem();
    if (pem.isEmpty()) {
      throw new RefusedException(ConsoleErrors.NOT_SERVING, ports.revocations().name());
    }
    return Bytes.of(pem.getBytes(StandardCharsets.US_ASCII));
  }

  /** RFC 6960 A.1, by POST. */
  private Bytes posted(HttpServletRequest request) throws IOException, RefusedException {
    if (!ocspRequest(request.getContentType())) {
      throw new RefusedException(
          ConsoleErrors.UNSUPPORTED_TYPE, "the body must be " + OCSP_REQUEST);
    }
    return Bytes.of(arrivals.read(request, RevocationPublisher.OCSP_REQUEST_MAX_BYTES));
  }

  private static boolean ocspRequest(@Nullable String contentType) {
    return contentType != null && contentType.toLowerCase(Locale.ROOT).equals(OCSP_REQUEST);
  }

  /** RFC 6960 A.1, by GET: Base64 in the path, of which plus, slash and equals may be encoded. */
  private static Bytes named(HttpServletRequest request) throws RefusedException {
    String uri = request.getRequestURI();
    int begin = uri.indexOf(PREFIX + OCSP + "/");
    if (begin < 0) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "the path is written in another way");
    }
    String raw = uri.substring(begin + PREFIX.length() + OCSP.length() + 1);
    if (raw.length() > PATH_MAX_CHARS) {
      throw new RefusedException(
          ConsoleErrors.BODY_TOO_LARGE, "at most " + PATH_MAX_CHARS + " characters");
    }
    try {
      String text = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.US_ASCII);
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "the path is not Base64", e);
    }
  }
}
