package org.wardgate.attestation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate attestation",
    description = "How long a challenge is good, and where protection profiles lie")
@interface AttestationConfiguration {
  @AttributeDefinition(
      name = "Challenge lifetime in seconds",
      description = "A nonce not answered for so long is no longer good",
      min = "5",
      max = "150")
  int challengeTtlSeconds() default 150;

  @AttributeDefinition(
      name = "Profile directory",
      description = "Signed protection profiles: *.json with *.json.p7s beside each; may be empty")
  String profileDirectory() default "";

  @AttributeDefinition(
      name = "Anchors file",
      description = "PEM certificates that the hospital's signers of protection profiles chain to")
  String anchorsFile() default "";

  @AttributeDefinition(
      name = "Poll interval in seconds",
      description = "How often the profile directory is looked at for changes",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
