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
}
