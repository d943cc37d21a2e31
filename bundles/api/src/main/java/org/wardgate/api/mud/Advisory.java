package org.wardgate.api.mud;

import java.time.Instant;
import java.util.List;

/**
 * A threat MUD advisory whose signature was verified and whose signer may speak for every model it
 * names. Texts are cleaned and cut.
 *
 * @param id chosen by its issuer, {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 * @param version rises with every issue of the same id, at least 1
 * @param issuer who signed it: a manufacturer's id, or an authority's
 * @param issuedAt when
 * @param expiresAt after this it no longer counts, as if withdrawn
 * @param affected which devices
 * @param response what is recommended for them
 * @param summary one line for people
 * @param references for example CVE numbers, at most 32
 * @param withdrawn whether it no longer counts
 * @param contentSha256 hexadecimal digest of the signed file
 */
public record Advisory(
    String id,
    long version,
    String issuer,
    Instant issuedAt,
    Instant expiresAt,
    List<Affected> affected,
    Response response,
    String summary,
    List<String> references,
    boolean withdrawn,
    String contentSha256) {
  /** Most models an advisory may name. */
  public static final int AFFECTED_MAX_COUNT = 256;

  /** Copies the lists. */
  public Advisory {
    affected = List.copyOf(affected);
    references = List.copyOf(references);
  }

  /**
   * Devices an advisory is about: of one manufacturer, with this MUD URL, with one of these
   * firmware revisions.
   *
   * @param manufacturerId whose
   * @param mudUrl of the model
   * @param firmwareRevs as in the MUD file's {@code firmware-rev}; empty means all
   */
  public record Affected(String manufacturerId, String mudUrl, List<String> firmwareRevs) {
    /** Copies the list. */
    public Affected {
      firmwareRevs = List.copyOf(firmwareRevs);
    }
  }

  /** What is recommended. */
  public enum Response {
    /** No traffic, down to the therapy floor. */
    QUARANTINE,
    /** Traffic within the ward's local networks alone. */
    LOCAL_ONLY,
    /** Nothing but an alarm. */
    ALARM
  }
}
