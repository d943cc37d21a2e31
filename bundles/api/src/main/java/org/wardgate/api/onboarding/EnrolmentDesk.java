package org.wardgate.api.onboarding;

/** Where decisions about requests for certificates are handed over. Thread-safe, does not block. */
public interface EnrolmentDesk {
  /**
   * Answers the request, or keeps the answer until the device asks again with the same key; at most
   * until the deadline.
   */
  void answer(OnboardingIntent intent);
}
