package org.wardgate.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeniedTraffic;
import org.wardgate.api.view.DeviceView;

/**
 * A proposal for a manufacturer: entries of its MUD file that nothing used, and traffic its file
 * does not declare, as access list entries in the form of RFC 8519.
 */
public final class ProposalJson {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private ProposalJson() {}

  /** Writes the whole proposal. */
  public static void write(
      JsonGenerator json,
      DeviceView device,
      Optional<PolicySet> policy,
      Optional<Map<String, Long>> hits,
      List<DeniedTraffic> denied)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", device.device().value());
    json.writeStringField("mudUrl", device.mudUrl());
    json.writeStringField("fileSha256", policy.map(PolicySet::fileSha256).orElse(""));
    json.writeBooleanField("counted", hits.isPresent());
    drop(json, policy, hits);
    json.writeObjectFieldStart("consider");
    json.writeObjectFieldStart("ietf-access-control-list:acls");
    json.writeArrayFieldStart("acl");
    acl(json, "ipv4", denied.stream().filter(ProposalJson::ipv4).toList());
    acl(json, "ipv6", denied.stream().filter(row -> !ipv4(row)).toList());
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void drop(
      JsonGenerator json, Optional<PolicySet> policy, Optional<Map<String, Long>> hits)
      throws IOException {
    json.writeArrayFieldStart("drop");
    if (policy.isPresent() && hits.isPresent()) {
      for (RuleUse use : RuleUse.of(policy.get(), hits.get())) {
        if (use.neverUsed() && use.fromManufacturer()) {
          int slash = use.name().indexOf('/');
          json.writeStartObject();
          json.writeStringField("acl", slash < 0 ? "" : use.name().substring(0, slash));
          json.writeStringField("ace", use.name().substring(slash + 1));
          json.writeStringField("words", String.join("; ", use.words()));
          json.writeEndObject();
        }
      }
    }
    json.writeEndArray();
  }

  private static boolean ipv4(DeniedTraffic row) {
    return row.destination() instanceof Inet4Address;
  }

  private static void acl(JsonGenerator json, String family, List<DeniedTraffic> rows)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    json.writeStartObject();
    json.writeStringField("name", "proposed-from-" + family);
    json.writeStringField("type", family + "-acl-type");
    json.writeObjectFieldStart("aces");
    json.writeArrayFieldStart("ace");
    for (int i = 0; i < rows.size(); i++) {
      ace(json, family, rows.get(i), "proposed-" + (i + 1));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void ace(JsonGenerator json, String family, DeniedTraffic row, String name)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeObjectFieldStart("matches");
    json.writeObjectFieldStart(family);
    json.writeNumberField("protocol", row.protocol());
    json.writeStringField(
        "destination-" + family + "-network",
        row.destination().getHostAddress() + (ipv4(row) ? "/32" : "/128"));
    json.writeEndObject();
    if (row.protocol() == TCP || row.protocol() == UDP) {
      ports(json, row);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("actions");
    json.writeStringField("forwarding", "accept");
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void ports(JsonGenerator json, DeniedTraffic row) throws IOException {
    boolean tcp = row.protocol() == TCP;
    json.writeObjectFieldStart(tcp ? "tcp" : "udp");
    if (tcp) {
      json.writeStringField("ietf-mud:direction-initiated", "from-device");
    }
    json.writeObjectFieldStart("destination-port");
    json.writeStringField("operator", "eq");
    json.writeNumberField("port", row.port());
    json.writeEndObject();
    json.writeEndObject();
  }
}
