package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.inventory.TrustAction;

/** Reads how a class of devices is to be assured. */
final class AssuranceReader {
  static final int CONFORMITY_MIN_SECONDS = 60;
  static final int CONFORMITY_MAX_SECONDS = 300;

  private static final String ATTESTS = "attests";
  private static final String PROFILE = "protectionProfile";
  private static final String RISK = "risk";
  private static final String TRUST_MAX = "trustMax";
  private static final String PERIOD_MIN = "challengePeriodMinSeconds";
  private static final String PERIOD_MAX = "challengePeriodMaxSeconds";
  private static final String CONFORMITY = "conformitySeconds";
  private static final String FUNCTIONS = "functions";
  private static final String FLOWS = "flows";
  private static final Set<String> FIELDS =
      Set.of(ATTESTS, PROFILE, RISK, TRUST_MAX, PERIOD_MIN, PERIOD_MAX, CONFORMITY, FUNCTIONS);
  private static final Set<String> RISK_FIELDS = Set.of("criticality", "exposure");
  private static final Set<String> FUNCTION_FIELDS = Set.of("name", "action", FLOWS);

  private AssuranceReader() {}

  /** What holds for a class of which nothing is said: its own period is never too short. */
  static Assurance absent(int periodSeconds) {
    Assurance usual = Assurance.DEFAULT;
    return new Assurance(
        usual.attests(),
        usual.protectionProfile(),
        usual.risk(),
        usual.trustMax(),
        Math.min(usual.challengePeriodMinSeconds(), periodSeconds),
        usual.challengePeriodMaxSeconds(),
        usual.conformitySeconds(),
        usual.functions());
  }

  /**
   * Reads the object.
   *
   * @param periodSeconds the class's own challenge period, which must lie between the bounds
   */
  static Assurance read(String where, JsonNode node, int periodSeconds) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    Assurance usual = absent(periodSeconds);
    boolean attests = !entry.has(ATTESTS) || entry.flag(ATTESTS);
    return new Assurance(
        attests,
        profile(entry, attests),
        entry.has(RISK)
            ? Optional.of(risk(entry.where() + " " + RISK, node.path(RISK)))
            : Optional.empty(),
        trustMax(entry, attests),
        entry.has(PERIOD_MIN)
            ? entry.integer(PERIOD_MIN, 1, periodSeconds)
            : usual.challengePeriodMinSeconds(),
        entry.has(PERIOD_MAX)
            ? entry.integer(
                PERIOD_MAX, periodSeconds, DeviceClassReader.CHALLENGE_PERIOD_MAX_SECONDS)
            : usual.challengePeriodMaxSeconds(),
        entry.has(CONFORMITY)
            ? entry.integer(CONFORMITY, CONFORMITY_MIN_SECONDS, CONFORMITY_MAX_SECONDS)
            : usual.conformitySeconds(),
        functions(entry));
  }

  private static String profile(JsonEntry entry, boolean attests) throws RefusedException {
    if (!entry.has(PROFILE)) {
      return Assurance.DEFAULT.protectionProfile();
    }
    if (!attests) {
      throw entry.malformed(PROFILE + " is for devices that attest");
    }
    return entry.id(PROFILE);
  }

  /** Believed without evidence: the hospital must say how much, and only then. */
  private static double trustMax(JsonEntry entry, boolean attests) throws RefusedException {
    if (attests && entry.has(TRUST_MAX)) {
      throw entry.malformed(TRUST_MAX + " is for devices that cannot attest");
    }
    return attests ? Assurance.DEFAULT.trustMax() : entry.fraction(TRUST_MAX);
  }

  private static Risk risk(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, RISK_FIELDS);
    return new Risk(
        entry.integer("criticality", 1, Risk.MAX), entry.integer("exposure", 1, Risk.MAX));
  }

  private static List<DeviceFunction> functions(JsonEntry entry) throws RefusedException {
    List<DeviceFunction> functions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode node : entry.list(FUNCTIONS, Assurance.FUNCTIONS_MAX_COUNT)) {
      String where = entry.where() + " " + FUNCTIONS + "[" + functions.size() + "]";
      DeviceFunction function = function(JsonEntry.of(where, node, FUNCTION_FIELDS));
      if (!names.add(function.name())) {
        throw entry.malformed("function " + function.name() + " appears twice");
      }
      functions.add(function);
    }
    return functions;
  }

  private static DeviceFunction function(JsonEntry entry) throws RefusedException {
    TrustAction action =
        switch (entry.text("action", InventoryLimits.LABEL_MAX_CHARS)) {
          case "observe" -> TrustAction.OBSERVE;
          case "admit" -> TrustAction.ADMIT;
          case "update" -> TrustAction.UPDATE;
          case "actuate" -> TrustAction.ACTUATE;
          default -> throw entry.malformed("action must be observe, admit, update or actuate");
        };
    List<String> flows = new ArrayList<>();
    for (JsonNode flow : entry.list(FLOWS, DeviceFunction.FLOWS_MAX_COUNT)) {
      flows.add(pattern(entry, flow));
    }
    if (flows.isEmpty()) {
      throw entry.malformed(FLOWS + " must name at least one");
    }
    return new DeviceFunction(entry.id("name"), action, flows);
  }

  private static String pattern(JsonEntry entry, JsonNode node) throws RefusedException {
    String text = node.isTextual() ? node.textValue() : "";
    if (text.isBlank()
        || text.length() > InventoryLimits.FLOW_PATTERN_MAX_CHARS
        || !Problem.clean(text).equals(text)) {
      throw entry.malformed(
          FLOWS
              + " must be printable texts of at most "
              + InventoryLimits.FLOW_PATTERN_MAX_CHARS
              + " characters");
    }
    return text;
  }
}
