package org.wardgate.mud.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads from- and to-device policies (RFC 8520 §3.3). */
final class PolicyParser {
  static final String FROM = "from-device-policy";
  static final String TO = "to-device-policy";

  private final Map<String, AccessList> acls;
  private final Findings findings;

  PolicyParser(Map<String, AccessList> acls, Findings findings) {
    this.acls = acls;
    this.findings = findings;
  }

  Policies parse(Node container) throws Refusal {
    return new Policies(policy(container, FROM), policy(container, TO));
  }

  private List<AccessList> policy(Node container, String key) throws Refusal {
    Optional<Node> policy = container.child(key);
    if (policy.isEmpty()) {
      findings.warning(MudErrors.NO_POLICY, container.place(), key);
      return List.of();
    }
    policy.get().refuseBeside(Set.of("access-lists"));
    Node lists = policy.get().required("access-lists");
    lists.refuseBeside(Set.of("access-list"));
    Map<String, AccessList> chosen = new LinkedHashMap<>();
    for (Node entry : lists.required("access-list").entries(MudFile.ACLS_MAX_COUNT)) {
      entry.refuseBeside(Set.of("name"));
      Node name = entry.required("name");
      AccessList acl = acls.get(name.text());
      if (acl == null) {
        findings.error(new Refusal(MudErrors.UNKNOWN_ACL, name.place(), name.text()));
      } else if (chosen.put(acl.name(), acl) != null) {
        findings.warning(MudErrors.DUPLICATE_NAME, name.place(), name.text() + " counts once");
      }
    }
    return List.copyOf(chosen.values());
  }
}
