package org.wardgate.pki;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.crypto.x509.RevocationUrls;

/**
 * A checked configuration.
 *
 * @param validity of a device's certificate, 1 hour to 1 year
 * @param wardName for the CA's name, 1 to 48 characters; absent: the platform's
 * @param revocationUrl http URL under which relying parties find {@code /pki/crl} and {@code
 *     /pki/ocsp}, without a slash at its end; absent: certificates do not say
 * @param crlValidity 1 hour to 5 days, so that it ends before what it lists is forgotten
 * @param ocspValidity 1 minute to 1 day
 */
public record PkiSettings(
    Duration validity,
    Optional<String> wardName,
    Optional<String> revocationUrl,
    Duration crlValidity,
    Duration ocspValidity) {
  static final int VALIDITY_MIN_HOURS = 1;
  static final int VALIDITY_MAX_HOURS = 8760;
  static final int WARD_NAME_MAX_CHARS = 48;
  static final int URL_MAX_CHARS = 200;
  private static final Pattern WARD_NAME_FORM = Pattern.compile("[^<>]*");
  static final int CRL_MIN_HOURS = 1;
  static final int CRL_MAX_HOURS = 120;
  static final int OCSP_MIN_MINUTES = 1;
  static final int OCSP_MAX_MINUTES = 1440;

  /** What holds when the first configuration is bad. */
  static final PkiSettings DEFAULT =
      new PkiSettings(
          Duration.ofDays(3),
          Optional.empty(),
          Optional.empty(),
          Duration.ofDays(1),
          Duration.ofHours(1));

  /** Checks a configuration. */
  static Parsed<PkiSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(PkiConfiguration.class, properties);
    return checked.parsed(
        new PkiSettings(
            Duration.ofHours(
                checked.integer(
                    "certificateValidityHours", VALIDITY_MIN_HOURS, VALIDITY_MAX_HOURS)),
            Optional.of(checked.text("wardName", WARD_NAME_MAX_CHARS, WARD_NAME_FORM, "no < and >"))
                .filter(name -> !name.isEmpty()),
            checked.form("revocationUrl", PkiSettings::url),
            Duration.ofHours(checked.integer("crlValidityHours", CRL_MIN_HOURS, CRL_MAX_HOURS)),
            Duration.ofMinutes(
                checked.integer("ocspValidityMinutes", OCSP_MIN_MINUTES, OCSP_MAX_MINUTES))));
  }

  /** Where to ask about a certificate of that root. */
  Optional<RevocationUrls> urls(Authority issuer) {
    return revocationUrl.map(
        base -> new RevocationUrls(base + "/pki/crl?issuer=" + issuer.keyId(), base + "/pki/ocsp"));
  }

  // RFC 5280 §8: https would need a certificate whose status is asked for in turn
  private static Optional<String> url(String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String base = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    URI uri = URI.create(base);
    if (base.length() > URL_MAX_CHARS
        || !base.equals(uri.toASCIIString())
        || !"http".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "a plain http URL of at most " + URL_MAX_CHARS + " characters");
    }
    return Optional.of(base);
  }
}
