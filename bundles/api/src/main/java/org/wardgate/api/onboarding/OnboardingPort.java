package org.wardgate.api.onboarding;

/**
 * One of the rooms of onboarding that carry out intents: each takes the kinds it says. Registered
 * as an OSGi service by each of them. Thread-safe, does not block.
 */
public interface OnboardingPort {
  /** Whether {@link #execute} carries this one out. Depends on the intent's class alone. */
  boolean takes(OnboardingIntent intent);

  /** Begins to carry it out; what comes of it is submitted as an event. */
  void execute(OnboardingIntent intent);
}
