package org.wardgate.pki;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    id = PkiComponent.PID,
    name = "Wardgate Ward CA",
    description =
        "The ward CA, which gives admitted devices their certificates. A change counts for what is"
            + " issued from then on.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
@interface PkiConfiguration {
  /** Validity of a device's certificate. */
  @AttributeDefinition(
      name = "Times: Certificate Validity (h)",
      description = "How long a device's certificate is valid, 1 to 8,760 hours.",
      min = "1",
      max = "8760")
  int certificateValidityHours() default 72;

  /** The ward's name in the CA's subject. */
  @AttributeDefinition(
      name = "Ward Name",
      description =
          "Stands in the CA's name when the CA is made, at most 48 characters without < and >;"
              + " empty: the platform's name of the ward.",
      required = false)
  String wardName() default "";

  /** Where relying parties ask. */
  @AttributeDefinition(
      name = "Revocation URL",
      description =
          "Where this gateway's /pki/crl and /pki/ocsp can be reached over plain http, for example"
              + " http://gateway.ward:8480; stands in new certificates; empty: certificates do not"
              + " say.",
      required = false)
  String revocationUrl() default "";

  /** How long a CRL may be believed. */
  @AttributeDefinition(
      name = "Times: CRL Validity (h)",
      description =
          "Time from a revocation list to its next update, 1 to 120 hours; a new one is made after half"
              + " of it, and at once when a certificate is revoked.",
      min = "1",
      max = "120")
  int crlValidityHours() default 24;

  /** How long an OCSP answer may be believed. */
  @AttributeDefinition(
      name = "Times: OCSP Validity (min)",
      description = "Time from an OCSP answer to its next update, 1 to 1,440 minutes.",
      min = "1",
      max = "1440")
  int ocspValidityMinutes() default 60;
}
