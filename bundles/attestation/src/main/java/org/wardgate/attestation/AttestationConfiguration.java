package org.wardgate.attestation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(name = "Wardgate attestation", description = "How long a challenge is good")
@interface AttestationConfiguration {
  @AttributeDefinition(
      name = "Challenge lifetime in seconds",
      description = "A nonce not answered for so long is no longer good",
      min = "5",
      max = "150")
  int challengeTtlSeconds() default 150;
}
