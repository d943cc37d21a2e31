package org.wardgate.mud.fetch;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a server gave to ask with whether a file has changed (RFC 9110 §8.8). Values of another form
 * are as if absent.
 *
 * @param etag an entity tag, empty for none
 * @param lastModified a date, empty for none
 */
record Validators(String etag, String lastModified) {
  /** Longest value kept, in characters. */
  static final int VALUE_MAX_CHARS = 256;

  static final Validators NONE = new Validators("", "");

  // RFC 9110 §8.8.3
  private static final Pattern ETAG = Pattern.compile("(W/)?\"[!#-~]*\"");

  static Validators of(HttpHeaders headers) {
    return new Validators(
        value(headers, "ETag").filter(tag -> ETAG.matcher(tag).matches()).orElse(""),
        value(headers, "Last-Modified").filter(Validators::date).orElse(""));
  }

  private static Optional<String> value(HttpHeaders headers, String name) {
    return headers.firstValue(name).filter(value -> value.length() <= VALUE_MAX_CHARS);
  }

  private static boolean date(String value) {
    try {
      DateTimeFormatter.RFC_1123_DATE_TIME.parse(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  boolean none() {
    return etag.isEmpty() && lastModified.isEmpty();
  }

  /** These, or the older ones if a server gave none this time. */
  Validators or(Validators older) {
    return none() ? older : this;
  }

  /** Header fields that ask for a file only if it has changed. */
  Map<String, String> conditions() {
    Map<String, String> headers = new HashMap<>();
    if (!etag.isEmpty()) {
      headers.put("If-None-Match", etag);
    }
    if (!lastModified.isEmpty()) {
      headers.put("If-Modified-Since", lastModified);
    }
    return headers;
  }
}
