package org.wardgate.api.mud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a MUD file says besides its rules; for people and as evidence. Every text is cleaned and
 * cut.
 *
 * @param lastUpdate when the file was generated
 * @param cacheValidityHours when to ask for a newer one, 1 to 168
 * @param supported whether the manufacturer still supports the device
 * @param systeminfo for people, at most 60 characters, empty if absent
 * @param mfgName empty if absent
 * @param modelName empty if absent
 * @param firmwareRev empty if absent
 * @param softwareRev empty if absent
 * @param extensions names of the extensions it declares
 * @param certification its certification statement
 * @param configuration what to configure before the device joins
 * @param links where more is: SBOM and vulnerability URLs (RFC 9472), documentation
 * @param tlsProfiles (D)TLS profiles (RFC 9761), in words
 */
public record MudFacts(
    Instant lastUpdate,
    int cacheValidityHours,
    boolean supported,
    String systeminfo,
    String mfgName,
    String modelName,
    String firmwareRev,
    String softwareRev,
    List<String> extensions,
    Optional<Certification> certification,
    Optional<DeviceConfiguration> configuration,
    List<Link> links,
    List<String> tlsProfiles) {
  /** Copies the lists. */
  public MudFacts {
    extensions = List.copyOf(extensions);
    links = List.copyOf(links);
    tlsProfiles = List.copyOf(tlsProfiles);
  }

  /**
   * A certification statement.
   *
   * @param scheme for example {@code EUCC}
   * @param level for example {@code substantial}
   * @param certificateId the certificate's number
   * @param expiresAt after this it is worth nothing
   */
  public record Certification(
      String scheme, String level, String certificateId, Instant expiresAt) {}

  /**
   * A link to what the manufacturer publishes.
   *
   * @param kind {@code sbom}, {@code vulnerabilities} or {@code documentation}
   * @param url https
   */
  public record Link(String kind, String url) {}
}
