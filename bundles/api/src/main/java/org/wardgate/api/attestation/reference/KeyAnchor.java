package org.wardgate.api.attestation.reference;

import java.security.cert.X509Certificate;

/**
 * A root of attestation certificates.
 *
 * @param certificate the root
 * @param source who said so, for people
 */
public record KeyAnchor(X509Certificate certificate, String source) {}
