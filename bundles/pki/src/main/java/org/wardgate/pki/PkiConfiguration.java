package org.wardgate.pki;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate PKI",
    description = "The ward CA, which gives admitted devices their certificates")
@interface PkiConfiguration {
  /** Validity of a device's certificate. */
  @AttributeDefinition(
      name = "Certificate validity",
      description = "How long a device's certificate is valid, in hours",
      min = "1",
      max = "8760")
  int certificateValidityHours() default 72;

  /** The ward's name in the CA's subject. */
  @AttributeDefinition(
      name = "Ward name",
      description =
          "Stands in the CA's name when the CA is made, at most 48 characters; empty: the"
              + " platform's name of the ward",
      required = false)
  String wardName() default "";

  /** Where relying parties ask. */
  @AttributeDefinition(
      name = "Revocation URL",
      description =
          "Where this gateway's /pki/crl and /pki/ocsp can be reached over plain http, for example"
              + " http://gateway.ward:8480; stands in new certificates; empty: certificates do not"
              + " say",
      required = false)
  String revocationUrl() default "";

  /** How long a CRL may be believed. */
  @AttributeDefinition(
      name = "CRL validity",
      description =
          "Time from a revocation list to its next update, in hours; a new one is made after half"
              + " of it, and at once when a certificate is revoked",
      min = "1",
      max = "120")
  int crlValidityHours() default 24;

  /** How long an OCSP answer may be believed. */
  @AttributeDefinition(
      name = "OCSP validity",
      description = "Time from an OCSP answer to its next update, in minutes",
      min = "1",
      max = "1440")
  int ocspValidityMinutes() default 60;
}
