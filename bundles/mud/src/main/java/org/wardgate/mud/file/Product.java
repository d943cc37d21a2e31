package org.wardgate.mud.file;

import java.util.Optional;

/**
 * What a file says for people about the device (RFC 8520 §3.7, §3.8, §4.3). Not cleaned: show it
 * only through {@link org.wardgate.api.error.Problem#clean}.
 *
 * @param systeminfo a brief description
 * @param mfgName manufacturer
 * @param modelName model
 * @param firmwareRev firmware revision
 * @param softwareRev software revision
 * @param documentation URL of documentation, never fetched
 */
public record Product(
    Optional<String> systeminfo,
    Optional<String> mfgName,
    Optional<String> modelName,
    Optional<String> firmwareRev,
    Optional<String> softwareRev,
    Optional<String> documentation) {
  /** Longest systeminfo that RFC 8520 §3.7 asks for, in characters. */
  public static final int SYSTEMINFO_MAX_CHARS = 60;
}
