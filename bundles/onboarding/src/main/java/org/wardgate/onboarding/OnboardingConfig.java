package org.wardgate.onboarding;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = Enrolments.PID,
    name = "Wardgate Onboarding",
    description =
        "How devices get and renew their certificates (EST over CoAPS). Counts for the requests"
            + " that come after a change.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface OnboardingConfig {
  /** How long an enrolment request waits for its decision before the device is told to retry. */
  @AttributeDefinition(
      name = "Decision Wait (s)",
      description =
          "Seconds that a request for a certificate waits for the decision before the device is"
              + " told to ask again, 0 to 8. 0: it is always told to ask again.",
      min = "0",
      max = "8")
  int decisionWaitSeconds() default 2;

  /** Whether every renewal comes with a new key. */
  @AttributeDefinition(
      name = "Renewal Needs New Key",
      description =
          "Refuse to renew a certificate for the key that it already has, so that keys are rotated."
              + " Switch it off only for devices that cannot make a new key.")
  boolean renewalNeedsNewKey() default true;
}
