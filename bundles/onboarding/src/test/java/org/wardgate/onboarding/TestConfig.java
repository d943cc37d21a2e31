package org.wardgate.onboarding;

import java.time.Duration;
import java.util.List;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.testing.RecordedReports;

/** Configurations that no operator can write: shorter and longer waits. */
final class TestConfig {
  private TestConfig() {}

  static Configured<Settings> waiting(Duration wait) {
    return new Configured<>(
        Enrolments.PID,
        new RecordedReports(),
        new Parsed<>(new Settings(wait, true), List.of(), List.of()));
  }
}
