package org.wardgate.registrar.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;

/** Asserts refusals by their code. */
public final class Refusals {
  private Refusals() {}

  /** Asserts that it is refused for this reason, with these words. */
  public static void assertRefused(ErrorCode code, String words, ThrowingCallable attempt) {
    RefusedException refusal = catchThrowableOfType(RefusedException.class, attempt);
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.problem().line()).startsWith(code.code()).contains(words);
  }
}
