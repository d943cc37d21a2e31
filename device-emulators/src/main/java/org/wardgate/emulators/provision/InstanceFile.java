package org.wardgate.emulators.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.wardgate.emulators.net.Plan;

/** Writes the gateway's {@code instance.json}: features and configurations of the demo. */
final class InstanceFile {
  private static final List<String> FEATURES = List.of("core", "coap", "console", "felix", "demo");

  private static final String LOOPBACK = "loopback";

  private final ObjectMapper mapper = new ObjectMapper();
  private final DemoLayout layout;
  private final Plan plan;

  InstanceFile(DemoLayout layout, Plan plan) {
    this.layout = layout;
    this.plan = plan;
  }

  /**
   * The file's content.
   *
   * @param networkNamespace where the gateway runs; empty for the caller's own
   * @param namespaceHolder a process in the user namespace where that is; empty for the caller's
   */
  ObjectNode content(Optional<String> networkNamespace, Optional<Long> namespaceHolder) {
    ObjectNode instance = mapper.createObjectNode();
    ArrayNode features = instance.putArray("features");
    FEATURES.forEach(features::add);
    if (!plan.enforcing()) {
      features.add(LOOPBACK);
    }
    instance.put("profile", "small");
    networkNamespace.ifPresent(name -> instance.put("netns", name));
    namespaceHolder.ifPresent(pid -> instance.put("namespacePid", pid));
    configurations(instance.putObject("configurations"));
    return instance;
  }

  private void configurations(ObjectNode all) {
    all.putObject("org.wardgate.platform.felix")
        .put("dataDirectory", layout.data().toString())
        .put("gatewayId", "gateway-1")
        .put("wardName", "Demo ward");
    all.putObject("org.wardgate.platform.felix.mqtt").put("brokerUri", "tcp://" + plan.broker());
    all.putObject("org.wardgate.inventory")
        .put("inventoryFile", layout.inventory().toString())
        .put("signatureFile", layout.inventorySignature().toString())
        .put("anchorsFile", layout.inventoryAnchors().toString());
    all.putObject("org.wardgate.transport.coap")
        .put("bindAddress", plan.coaps().address())
        .put("port", plan.coaps().port());
    all.putObject("org.wardgate.device.keys")
        .put("deliveryFile", layout.deviceKeys().toString())
        .put("pollSeconds", 1)
        .put("anchorsFile", layout.inventoryAnchors().toString());
    all.putObject("org.wardgate.mud").put("tlsAnchorsFile", layout.webAnchors().toString());
    all.putObject("org.wardgate.references")
        .put("directory", layout.references().toString())
        .put("pollSeconds", 1);
    all.putObject("org.wardgate.attestation").put("profileDirectory", layout.profiles().toString());
    all.putObject("org.wardgate.vulnerabilities")
        .put("directory", layout.vulnerabilities().toString());
    all.putObject("org.apache.felix.http").put("org.osgi.service.http.port", plan.consolePort());
    network(all);
  }

  private void network(ObjectNode all) {
    ObjectNode names = all.putObject("org.wardgate.names");
    names.put("bindAddress", plan.resolver().address()).put("port", plan.resolver().port());
    names.put("upstream", plan.dns().toString());
    if (plan.enforcing()) {
      all.putObject("org.wardgate.enforcement.nft")
          .put("wardInterface", "br0")
          .putArray("localNetworks")
          .add(plan.wardCidr())
          .add(plan.hospitalCidr());
      all.putObject("org.wardgate.ward.network").put("wardInterface", "br0");
    } else {
      names.putArray("privateAllowedNames").add("example");
    }
  }
}
