package org.wardgate.crypto.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Expects refusals. */
public final class Refusals {
  private Refusals() {}

  /** The call must be refused for exactly this reason, with a message of one line. */
  public static void assertRefused(Reason reason, ThrowingCallable call) {
    CryptoException refusal = catchThrowableOfType(CryptoException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.reason()).as(String.valueOf(refusal.getMessage())).isEqualTo(reason);
    assertThat(refusal.getMessage()).isNotBlank().doesNotContain("\n");
  }
}
