package org.wardgate.command.gateway;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.launcher.instance.Instance;

/**
 * Where a gateway is to be found.
 *
 * @param console its console's address
 * @param namespace the network namespace in which that address counts, empty for this one
 * @param socket the same as a Unix socket
 * @param token the file with the bearer token
 * @param data its data directory
 * @param log its log
 */
record Location(String console, String namespace, Path socket, Path token, Path data, Path log) {

  private static final int PORT_DEFAULT = 8480;

  static Location of(Instance instance) {
    GatewayHandle gateway = new GatewayHandle(instance);
    Map<String, Object> http =
        instance.configurations().getOrDefault("org.apache.felix.http", Map.of());
    Object port =
        http.getOrDefault(
            "org.osgi.service.http.port:Integer",
            http.getOrDefault("org.osgi.service.http.port", PORT_DEFAULT));
    return new Location(
        "http://127.0.0.1:" + port,
        instance.networkNamespace().orElse(""),
        instance.adminSocket(),
        gateway.tokenFile(),
        gateway.dataDirectory(),
        instance.logFile());
  }

  List<String> lines() {
    String where = namespace.isEmpty() ? "" : "  (in network namespace " + namespace + ")";
    return List.of(
        "  console    " + console + where,
        "  socket     " + socket,
        "  token      " + token,
        "  data       " + data,
        "  log        " + log);
  }

  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("console", console);
    members.put("namespace", namespace);
    members.put("socket", socket.toString());
    members.put("tokenFile", token.toString());
    members.put("dataDirectory", data.toString());
    members.put("log", log.toString());
    return members;
  }
}
