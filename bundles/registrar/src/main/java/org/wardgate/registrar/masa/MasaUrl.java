package org.wardgate.registrar.masa;

import java.net.URI;
import java.net.URISyntaxException;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Where a MASA's resources are (RFC 8995 §2.3.2, §5.4). Stateless. */
final class MasaUrl {
  private static final String WELL_KNOWN = "/.well-known/brski";

  private MasaUrl() {}

  /** The resource of that name; the well-known place unless the URL has a path. */
  static URI resource(String url, String name) throws RefusedException {
    try {
      URI base = new URI(url);
      if (!"https".equals(base.getScheme())
          || base.getHost() == null
          || base.getUserInfo() != null
          || base.getQuery() != null
          || base.getFragment() != null) {
        throw bad(url);
      }
      String path = base.getPath() == null ? "" : base.getPath();
      while (path.endsWith("/")) {
        path = path.substring(0, path.length() - 1);
      }
      String at = (path.isEmpty() ? WELL_KNOWN : path) + "/" + name;
      return new URI("https", null, base.getHost(), base.getPort(), at, null, null);
    } catch (URISyntaxException e) {
      throw bad(url);
    }
  }

  private static RefusedException bad(String url) {
    return new RefusedException(OnboardingErrors.MASA_UNREACHABLE, "no https URL: " + url);
  }
}
