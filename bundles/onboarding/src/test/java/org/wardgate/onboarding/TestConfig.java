package org.wardgate.onboarding;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Configurations as an operator would write them. */
final class TestConfig {
  private TestConfig() {}

  static OnboardingConfig of(int decisionWaitSeconds, boolean renewalNeedsNewKey) {
    Map<String, Object> values =
        Map.of(
            "decisionWaitSeconds", decisionWaitSeconds, "renewalNeedsNewKey", renewalNeedsNewKey);
    return (OnboardingConfig)
        Proxy.newProxyInstance(
            OnboardingConfig.class.getClassLoader(),
            new Class<?>[] {OnboardingConfig.class},
            (proxy, method, arguments) -> values.get(method.getName()));
  }
}
