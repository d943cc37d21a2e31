package org.wardgate.crypto.x509;

/**
 * Where relying parties ask whether a certificate was taken back.
 *
 * @param crl for the CRL distribution points (RFC 5280 §4.2.1.13), printable ASCII
 * @param ocsp for the authority information access (RFC 5280 §4.2.2.1), printable ASCII
 */
public record RevocationUrls(String crl, String ocsp) {}
