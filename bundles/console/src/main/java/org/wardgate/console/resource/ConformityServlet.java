package org.wardgate.console.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.access.RateLimit;
import org.wardgate.console.ports.Ports;

/**
 * Where a third party asks for a device's current conformity certificate, and whether one still
 * counts. Open to whoever reaches the port, as the ward CA's publications are; bounded in rate.
 */
@Component(
    name = "org.wardgate.console.conformity",
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=wardgate-conformity",
      WebContext.SELECT,
      "osgi.http.whiteboard.servlet.pattern=" + ConformityServlet.PREFIX + "/*"
    })
public final class ConformityServlet extends PublicServlet {

  /** Where it begins. */
  static final String PREFIX = "/conformity";

  private static final String STATUS = "/status/";
  private static final String SIGNER = "/signer.pem";
  private static final String PEM = "application/x-pem-file";
  private static final int ACCEPT_MAX_CHARS = 256;
  private static final int PEM_LINE_CHARS = 64;

  private static final long serialVersionUID = 1L;

  private final transient Ports ports;

  /** For Declarative Services. */
  @Activate
  public ConformityServlet(@Reference Ports ports) {
    this(ports, new RateLimit(System::nanoTime));
  }

  ConformityServlet(Ports ports, RateLimit limit) {
    super(limit);
    this.ports = ports;
  }

  @Override
  void serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException, RefusedException {
    allow(request, "GET");
    String path = path(request);
    if (path.equals(SIGNER)) {
      Replies.send(response, PEM, pem(desk().signer()));
      return;
    }
    Format format = format(request.getHeader("Accept"));
    if (path.startsWith(STATUS)) {
      Format plain = format == Format.CWT ? Format.CWT : Format.JWT;
      Replies.send(
          response, plain.mediaType(), desk().status(path.substring(STATUS.length()), plain));
    } else if (path.startsWith("/") && path.indexOf('/', 1) < 0 && path.length() > 1) {
      Replies.send(response, format.mediaType(), desk().current(device(path), format));
    } else {
      throw new RefusedException(ConsoleErrors.NO_SUCH_RESOURCE, "");
    }
  }

  private static DeviceId device(String path) throws RefusedException {
    try {
      return new DeviceId(path.substring(1));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  private ConformityDesk desk() throws RefusedException {
    return now(ports.conformity());
  }

  /** The first format that the header names; a JWT if it names none or anything. */
  static Format format(@Nullable String accept) {
    if (accept == null || accept.length() > ACCEPT_MAX_CHARS) {
      return Format.JWT;
    }
    for (String one : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      String type = one.split(";", 2)[0].strip();
      for (Format format : Format.values()) {
        if (format.mediaType().equals(type)) {
          return format;
        }
      }
    }
    return Format.JWT;
  }

  private static Bytes pem(List<X509Certificate> chain) throws RefusedException {
    if (chain.isEmpty()) {
      throw new RefusedException(ConsoleErrors.NOT_SERVING, "the gateway has no certificate yet");
    }
    Base64.Encoder encoder = Base64.getMimeEncoder(PEM_LINE_CHARS, new byte[] {'\n'});
    StringBuilder text = new StringBuilder();
    for (X509Certificate one : chain) {
      try {
        text.append("-----BEGIN CERTIFICATE-----\n")
            .append(encoder.encodeToString(one.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("a certificate that was encoded before", e);
      }
    }
    return Bytes.of(text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
