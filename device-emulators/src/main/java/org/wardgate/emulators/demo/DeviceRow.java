package org.wardgate.emulators.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A device as the gateway's admin API shows it.
 *
 * @param id the gateway's id for it
 * @param name for people
 * @param deviceClass from the inventory
 * @param transport how it talks
 * @param state where it stands
 * @param trust projected probability, absent if never weighed
 * @param reason why it stands there
 * @param code what is wrong, absent if nothing is
 */
record DeviceRow(
    String id,
    String name,
    String deviceClass,
    String transport,
    String state,
    OptionalDouble trust,
    String reason,
    Optional<String> code) {

  static DeviceRow of(JsonNode device) {
    JsonNode trust = device.path("trust");
    JsonNode code = device.path("code");
    return new DeviceRow(
        device.path("id").asText(),
        device.path("name").asText(),
        device.path("class").asText(),
        device.path("transport").asText(),
        device.path("state").asText(),
        trust.isNumber() ? OptionalDouble.of(trust.asDouble()) : OptionalDouble.empty(),
        device.path("reason").asText(),
        code.isTextual() ? Optional.of(code.asText()) : Optional.empty());
  }

  /** A device the gateway has never seen. */
  static DeviceRow unseen(String id, String deviceClass) {
    return new DeviceRow(
        id, id, deviceClass, "", "", OptionalDouble.empty(), "not seen yet", Optional.empty());
  }

  /** What this row says of whoever came with a copy of the device's identity. */
  DeviceRow refusedCopy(String copyId) {
    return new DeviceRow(
        copyId,
        "copy of " + name,
        deviceClass,
        transport,
        "REFUSED",
        OptionalDouble.empty(),
        reason,
        code);
  }

  /** Whether it was seen at all. */
  boolean seen() {
    return !state.isEmpty();
  }

  /** Whether people would call it the same. */
  boolean sameAs(DeviceRow other) {
    return state.equals(other.state)
        && reason.equals(other.reason)
        && code.equals(other.code)
        && Math.round(trust.orElse(-1) * 100) == Math.round(other.trust.orElse(-1) * 100);
  }
}
