package org.wardgate.references;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate references",
    description = "Where signed reference values and endorsements (CoRIM) come from")
@interface ReferencesConfiguration {
  @AttributeDefinition(
      name = "Directory",
      description = "Signed CoRIMs, *.corim; empty means none",
      required = false)
  String directory() default "";

  @AttributeDefinition(
      name = "Addresses",
      description = "https URLs of signed CoRIMs",
      required = false)
  String[] urls() default {};

  @AttributeDefinition(
      name = "TLS anchors file",
      description = "PEM certificates that those servers chain to; empty means the platform's",
      required = false)
  String tlsAnchorsFile() default "";

  @AttributeDefinition(
      name = "Poll interval in seconds",
      description = "How often the directory is looked at",
      min = "1",
      max = "3600")
  int pollSeconds() default 5;

  @AttributeDefinition(
      name = "Fetch interval in seconds",
      description = "How often the addresses are asked",
      min = "60",
      max = "604800")
  int fetchSeconds() default 3600;
}
