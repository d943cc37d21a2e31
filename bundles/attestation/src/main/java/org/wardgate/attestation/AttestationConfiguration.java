package org.wardgate.attestation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate attestation",
    description = "Where reference values lie, who may sign them, how long a challenge is good")
@interface AttestationConfiguration {
  @AttributeDefinition(
      name = "Reference directory",
      description = "Signed reference values: *.json with *.json.p7s beside each")
  String referenceDirectory();

  @AttributeDefinition(
      name = "Anchors file",
      description = "PEM certificates that signers of reference values chain to")
  String anchorsFile();

  @AttributeDefinition(
      name = "Challenge lifetime in seconds",
      description = "A nonce not answered for so long is no longer good",
      min = "5",
      max = "150")
  int challengeTtlSeconds() default 150;

  @AttributeDefinition(
      name = "Poll interval in seconds",
      description = "How often the reference directory is looked at for changes",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
