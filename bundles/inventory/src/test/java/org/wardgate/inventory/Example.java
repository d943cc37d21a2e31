package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A good inventory that tests spoil in one place. */
final class Example {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAKER_ROOT = new Hospital("Acme").rootPem();

  final ObjectNode root = JSON.createObjectNode();

  Example() {
    this(1);
  }

  Example(long version) {
    root.put("version", version).put("issuedAt", "2026-02-28T12:00:00Z");
    root.putArray("classes")
        .addObject()
        .put("name", "infusion-pump")
        .put("requiredTrust", 0.75)
        .put("uncertaintyMax", 0.5)
        .put("challengePeriodSeconds", 30)
        .put("missedPeriodsMax", 3);
    ObjectNode maker =
        root.putArray("manufacturers").addObject().put("id", "acme").put("name", "Acme Medical");
    maker.putArray("idevidAnchors").add(MAKER_ROOT);
    maker.putArray("mudSigners").add(MAKER_ROOT);
    maker.putArray("mudAuthorities").add("mud.acme.example").add("mud.acme.example:8443");
    root.putArray("devices");
    device("pump-1", "SN-1").put("mudUrl", "https://mud.acme.example/pump.json");
    ObjectNode flow = pump().putArray("therapyFloor").addObject();
    flow.put("protocol", "tcp").put("direction", "from-device").put("remote", "10.9.0.7/32");
    flow.put("remotePorts", "443").put("devicePorts", "1024-65535");
  }

  ObjectNode device(String id, String serial) {
    return root.withArray("devices")
        .addObject()
        .put("id", id)
        .put("name", "Pump at bed 3")
        .put("class", "infusion-pump")
        .put("manufacturer", "acme")
        .put("serial", serial)
        .put("lifeSupport", false);
  }

  ObjectNode pump() {
    return (ObjectNode) root.path("devices").path(0);
  }

  ObjectNode deviceClass() {
    return (ObjectNode) root.path("classes").path(0);
  }

  ObjectNode maker() {
    return (ObjectNode) root.path("manufacturers").path(0);
  }

  ObjectNode flow() {
    return (ObjectNode) pump().path("therapyFloor").path(0);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
