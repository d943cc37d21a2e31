package org.wardgate.vulnerabilities;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    id = VulnerabilitiesComponent.PID,
    name = "Wardgate Vulnerabilities",
    description = "SBOMs of device firmware and statements about vulnerabilities.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
@interface VulnerabilitiesConfiguration {
  @AttributeDefinition(
      name = "Files: Directory",
      description =
          "Where signed SBOMs and statements are put: NAME.json with NAME.json.p7s beside it. Empty:"
              + " vulnerabilities/inbox in the data directory.",
      required = false)
  String directory() default "";

  @AttributeDefinition(
      name = "Times: Poll Interval (s)",
      description = "How often the directory is looked at for changes, 1 to 3,600 seconds.",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
