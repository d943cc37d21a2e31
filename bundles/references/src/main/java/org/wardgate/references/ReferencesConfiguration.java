package org.wardgate.references;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    id = ReferenceService.PID,
    name = "Wardgate References",
    description = "Where signed reference values and endorsements (CoRIM) come from.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
@interface ReferencesConfiguration {
  @AttributeDefinition(
      name = "Files: Directory",
      description =
          "Signed CoRIMs, *.corim. Empty: references/inbox in the data directory. What was adopted"
              + " from a directory and is not in the next one is offered for withdrawal.",
      required = false)
  String directory() default "";

  @AttributeDefinition(
      name = "Files: TLS Anchors",
      description =
          "PEM certificates that the servers chain to. Empty: those of the Java platform.",
      required = false)
  String tlsAnchorsFile() default "";

  @AttributeDefinition(
      name = "Addresses",
      description = "https URLs of signed CoRIMs, at most 100. Empty: nothing is fetched.",
      cardinality = 100,
      required = false)
  String[] urls() default {};

  @AttributeDefinition(
      name = "Times: Poll Interval (s)",
      description = "How often the directory is looked at, 1 to 3,600 seconds.",
      min = "1",
      max = "3600")
  int pollSeconds() default 5;

  @AttributeDefinition(
      name = "Times: Fetch Interval (s)",
      description = "How often the addresses are asked, 60 to 604,800 seconds (a week).",
      min = "60",
      max = "604800")
  int fetchSeconds() default 3600;
}
