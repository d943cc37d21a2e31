package org.wardgate.onboarding;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(name = "Wardgate onboarding", description = "Enrolment of devices")
public @interface OnboardingConfig {
  /** How long an enrolment request waits for its decision before the device is told to retry. */
  @AttributeDefinition(
      description = "Seconds a request for a certificate waits for the decision",
      min = "0",
      max = "8")
  int decisionWaitSeconds() default 2;

  /** Whether every renewal comes with a new key. */
  @AttributeDefinition(
      description = "Refuse to renew a certificate for the key it already has (key rotation)")
  boolean renewalNeedsNewKey() default true;
}
