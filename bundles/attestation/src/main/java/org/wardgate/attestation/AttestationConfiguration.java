package org.wardgate.attestation;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    id = Verifier.PID,
    name = "Wardgate Attestation",
    description = "Where protection profiles lie, and how long a challenge is good.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
@interface AttestationConfiguration {
  @AttributeDefinition(
      name = "Files: Profile Directory",
      description =
          "Signed protection profiles: NAME.json with NAME.json.p7s beside it. Empty:"
              + " attestation/inbox in the data directory. A profile that was adopted and is not in"
              + " the next directory is offered for removal.",
      required = false)
  String profileDirectory() default "";

  @AttributeDefinition(
      name = "Files: Anchors",
      description =
          "PEM certificates that the hospital's signers of protection profiles chain to. Empty:"
              + " inventory/anchors.pem in the data directory.",
      required = false)
  String anchorsFile() default "";

  @AttributeDefinition(
      name = "Times: Challenge Lifetime (s)",
      description = "A nonce not answered for so long is no longer good, 5 to 150 seconds.",
      min = "5",
      max = "150")
  int challengeTtlSeconds() default 150;

  @AttributeDefinition(
      name = "Times: Poll Interval (s)",
      description = "How often the profile directory is looked at, 1 to 3,600 seconds.",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
