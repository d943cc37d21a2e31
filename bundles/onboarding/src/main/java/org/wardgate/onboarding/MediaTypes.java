package org.wardgate.onboarding;

import java.util.Locale;
import java.util.Map;
import org.wardgate.api.transport.ContentFormat;

/** Media types as CoAP Content-Formats (IANA "CoAP Content-Formats"). */
final class MediaTypes {
  private static final Map<String, Integer> FORMATS =
      Map.of(
          "text/plain", ContentFormat.TEXT_PLAIN,
          "application/link-format", ContentFormat.LINK_FORMAT,
          "application/xml", 41,
          "application/octet-stream", ContentFormat.OCTET_STREAM,
          "application/exi", 47,
          "application/json", 50,
          "application/cbor", ContentFormat.CBOR,
          "application/senml+json", 110,
          "application/senml+cbor", 112);

  private MediaTypes() {}

  /** The number of a media type, whatever its parameters; that of plain bytes if it has none. */
  static int contentFormat(String mediaType) {
    int parameters = mediaType.indexOf(';');
    String name = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return FORMATS.getOrDefault(name.trim().toLowerCase(Locale.ROOT), ContentFormat.OCTET_STREAM);
  }
}
