package org.wardgate.mud.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.JsonReader;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Place;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

/** Reads RFC 8520 files. Pure. */
public final class MudParser {
  private static final String MUD = "ietf-mud:mud";
  private static final String ACLS = "ietf-access-control-list:acls";
  private static final String PRE_RFC_ACLS = "ietf-access-control-list:access-lists";

  private MudParser() {}

  /**
   * Reads a file.
   *
   * @param content the file
   * @param findings gets everything worth saying, and every reason to refuse that was met
   * @return the file unless there is a reason to refuse it
   */
  public static Optional<MudFile> parse(Bytes content, Findings findings) {
    try {
      Node root = Node.root(JsonReader.read(content));
      Node mud = container(root);
      noteOthers(root, findings);
      Map<String, AccessList> acls = accessLists(root, findings);
      MudFile file = new ContainerParser(findings).parse(mud, acls);
      noteUnused(acls, file, findings);
      return findings.refused() ? Optional.empty() : Optional.of(file);
    } catch (Refusal e) {
      findings.error(e);
      return Optional.empty();
    }
  }

  private static Node container(Node root) throws Refusal {
    if (!(root.json() instanceof Json.Members)) {
      throw new Refusal(
          MudErrors.NO_MUD_CONTAINER, Place.ROOT, "the file is " + root.json().kind());
    }
    Optional<Node> mud = root.child(MUD);
    if (mud.isEmpty()) {
      List<String> keys = root.keys().stream().limit(5).toList();
      throw new Refusal(
          MudErrors.NO_MUD_CONTAINER,
          Place.ROOT,
          keys.isEmpty() ? "the object is empty" : "it has " + String.join(", ", keys));
    }
    return mud.get();
  }

  private static void noteOthers(Node root, Findings findings) throws Refusal {
    for (String key : root.keys()) {
      // RFC 8520 §3.9: what is not understood is ignored; inside rules it is refused (docs/mud.md).
      if (!Set.of(MUD, ACLS, PRE_RFC_ACLS).contains(key)) {
        findings.warning(MudErrors.NODE_IGNORED, Place.ROOT.key(key), key);
      }
    }
  }

  private static Map<String, AccessList> accessLists(Node root, Findings findings) throws Refusal {
    Optional<Node> standard = root.child(ACLS);
    Optional<Node> preRfc = root.child(PRE_RFC_ACLS);
    if (standard.isPresent() && preRfc.isPresent()) {
      throw preRfc.get().bad("stands beside " + ACLS + "; which of the two counts is not said");
    }
    if (preRfc.isPresent()) {
      findings.warning(MudErrors.PRE_RFC_ROOT, preRfc.get().place(), PRE_RFC_ACLS);
    }
    Optional<Node> acls = standard.or(() -> preRfc);
    return acls.isEmpty() ? Map.of() : new AclParser(findings).parse(acls.get());
  }

  private static void noteUnused(Map<String, AccessList> acls, MudFile file, Findings findings) {
    Map<String, AccessList> unused = new LinkedHashMap<>(acls);
    file.policies().all().forEach(acl -> unused.remove(acl.name()));
    file.extras()
        .bootstrapping()
        .ifPresent(policies -> policies.all().forEach(acl -> unused.remove(acl.name())));
    unused.values().forEach(acl -> findings.warning(MudErrors.UNUSED_ACL, acl.place(), acl.name()));
  }
}
