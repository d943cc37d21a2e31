package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.wardgate.emulators.net.Plan;

/** Writes a model's MUD file (RFC 8520): what its maker says it needs. */
final class MudFile {
  private static final int CACHE_HOURS = 48;
  private static final int TCP = 6;
  private static final String UPDATE_NETWORK = "203.0.113.32/28";
  private static final int UPDATE_PORT = 8_443;
  private static final String CONFIGURATION = "wardgate-configuration";
  private static final String SETTINGS =
      "{\"tls\":\"1.3\",\"telnet\":false,\"defaultPassword\":\"erased\"}";
  private static final String FROM = "from-device";
  private static final String TO = "to-device";

  private final ObjectMapper mapper = new ObjectMapper();
  private final Model model;
  private final Maker maker;
  private final Plan plan;

  MudFile(Model model, Maker maker, Plan plan) {
    this.model = model;
    this.maker = maker;
    this.plan = plan;
  }

  /** Host name, with a port unless it is HTTPS' own. */
  static String authority(Maker maker, Plan plan) {
    int port = plan.maker().port();
    return port == 443 ? maker.mudHost() : maker.mudHost() + ":" + port;
  }

  /** Where the file is found. */
  String url() {
    return "https://" + authority(maker, plan) + "/" + fileName();
  }

  String fileName() {
    return model.modelName() + ".json";
  }

  String signatureFileName() {
    return model.modelName() + ".p7s";
  }

  /** The file's content. */
  ObjectNode content(Instant now) {
    ObjectNode file = mapper.createObjectNode();
    ObjectNode mud = file.putObject("ietf-mud:mud");
    mud.put("mud-version", 1);
    mud.put("mud-url", url());
    mud.put("mud-signature", "https://" + authority(maker, plan) + "/" + signatureFileName());
    mud.put("last-update", now.truncatedTo(ChronoUnit.SECONDS).toString());
    mud.put("cache-validity", CACHE_HOURS);
    mud.put("is-supported", true);
    mud.put("systeminfo", maker.name() + " " + model.title());
    mud.put("mfg-name", maker.name());
    mud.put("model-name", model.modelName());
    if (model.configured()) {
      // what the maker wants set before the device gets any network
      mud.putArray("extensions").add(CONFIGURATION);
      mud.putObject(CONFIGURATION + ":configuration")
          .put("media-type", "application/json")
          .put("content", SETTINGS.getBytes(StandardCharsets.UTF_8));
    }
    policy(mud.putObject("from-device-policy"), aclName(FROM));
    policy(mud.putObject("to-device-policy"), aclName(TO));
    ArrayNode lists = file.putObject("ietf-access-control-list:acls").putArray("acl");
    acl(lists.addObject(), FROM, "destination-port");
    acl(lists.addObject(), TO, "source-port");
    return file;
  }

  private String aclName(String direction) {
    return model.modelName() + "-v4-" + direction;
  }

  private static void policy(ObjectNode policy, String acl) {
    policy.putObject("access-lists").putArray("access-list").addObject().put("name", acl);
  }

  private void acl(ObjectNode acl, String direction, String portNode) {
    acl.put("name", aclName(direction));
    acl.put("type", "ipv4-acl-type");
    ArrayNode aces = acl.putObject("aces").putArray("ace");
    if (model.telemetry()) {
      outside(aces, direction, portNode);
    }
    if (model.alarms()) {
      ObjectNode alarms = ace(aces, "alarms-" + direction);
      alarms.putObject("ietf-mud:mud").putArray("local-networks").addNull();
      alarms.putObject("ipv4").put("protocol", TCP);
      tcp(alarms, portNode, plan.nurseStation().port());
    }
  }

  private void outside(ArrayNode aces, String direction, String portNode) {
    boolean from = direction.equals(FROM);
    ObjectNode telemetry = ace(aces, "telemetry-" + direction);
    telemetry
        .putObject("ipv4")
        .put(from ? "ietf-acldns:dst-dnsname" : "ietf-acldns:src-dnsname", maker.telemetryName())
        .put("protocol", TCP);
    tcp(telemetry, portNode, plan.telemetry().port());
    ObjectNode updates = ace(aces, "updates-" + direction);
    updates
        .putObject("ipv4")
        .put(from ? "destination-ipv4-network" : "source-ipv4-network", UPDATE_NETWORK)
        .put("protocol", TCP);
    tcp(updates, portNode, UPDATE_PORT);
  }

  /** The device opens every connection (RFC 8520 §8.3). */
  private static void tcp(ObjectNode matches, String portNode, int port) {
    ObjectNode tcp = matches.putObject("tcp");
    tcp.put("ietf-mud:direction-initiated", FROM);
    tcp.putObject(portNode).put("operator", "eq").put("port", port);
  }

  private static ObjectNode ace(ArrayNode aces, String name) {
    ObjectNode ace = aces.addObject();
    ace.put("name", name);
    ObjectNode matches = ace.putObject("matches");
    ace.putObject("actions").put("forwarding", "accept");
    return matches;
  }
}
