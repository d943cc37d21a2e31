package org.wardgate.api.view;

import java.time.Instant;

/**
 * A device's certificate of this ward as people see it.
 *
 * @param serialNumber hexadecimal, lower case
 * @param sha256 its fingerprint, hexadecimal, lower case
 * @param notAfter its end of validity
 */
public record CertificateView(String serialNumber, String sha256, Instant notAfter) {}
