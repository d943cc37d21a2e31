package org.wardgate.command.gateway;

import java.io.IOException;
import java.util.List;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.feature.JsonValues;

/** Asks a gateway about its health. */
final class HealthQuestion {

  private HealthQuestion() {}

  /** Whether it answers at all. */
  static boolean live(GatewayHandle gateway) {
    try {
      return Boolean.TRUE.equals(gateway.client().health("/health/live").get("live"));
    } catch (IOException | RefusedException e) {
      return false;
    }
  }

  /** What keeps it from serving, one line each; empty if it serves. */
  static List<String> missing(GatewayHandle gateway) {
    try {
      Object missing = gateway.client().health("/health/ready").getOrDefault("missing", List.of());
      return JsonValues.list(missing, "missing").stream().map(String::valueOf).toList();
    } catch (IOException e) {
      return List.of("no answer: " + e.getMessage());
    } catch (RefusedException e) {
      return List.of(e.problem().line());
    }
  }
}
