package org.wardgate.vulnerabilities;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate vulnerabilities",
    description = "SBOMs of device firmware and statements about vulnerabilities")
@interface VulnerabilitiesConfiguration {
  @AttributeDefinition(
      name = "Directory",
      description = "Where signed SBOMs and statements are put; empty means nowhere",
      required = false)
  String directory() default "";

  @AttributeDefinition(
      name = "Poll interval in seconds",
      description = "How often the directory is looked at for changes",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
