package org.wardgate.integration.packets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A conformance case of NIST's manager: a MUD file, which devices have it, and what the operator
 * maps.
 *
 * @param name of its folder
 * @param file the MUD file's text
 * @param root the same, parsed
 * @param macs hardware addresses of its devices
 * @param others hardware address of other devices by MUD URL; there is no file of theirs
 * @param controllers addresses by class
 * @param localNetworks what the operator calls local
 */
record NistCase(
    String name,
    String file,
    JsonNode root,
    List<String> macs,
    Map<String, String> others,
    Map<String, List<String>> controllers,
    List<String> localNetworks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static NistCase read(Path folder) throws IOException {
    List<String> macs = new ArrayList<>();
    Map<String, String> others = new LinkedHashMap<>();
    List<Path> mudFiles = new ArrayList<>();
    for (Path association : files(folder, "device-association")) {
      JsonNode mapping = JSON.readTree(association.toFile()).get("mapping");
      String url = mapping.get("mud-url").asText();
      if (url.startsWith("file:")) {
        mudFiles.add(mudFile(folder, url.replaceAll("^file:/*", "")));
        mapping.get("device-id").forEach(mac -> macs.add(mac.asText()));
      } else {
        others.put(url, mapping.get("device-id").get(0).asText());
      }
    }
    if (mudFiles.isEmpty()) { // its devices name the file by DHCP
      mudFiles.addAll(files(folder.resolve("mudfile-server"), "mudfile"));
      macs.add("00:00:00:00:00:e1");
    }
    String text = Files.readString(mudFiles.get(0));
    Map<String, List<String>> controllers = new LinkedHashMap<>();
    List<String> local = new ArrayList<>();
    JsonNode mapping =
        JSON.readTree(folder.resolve("controllerclass-mapping.json").toFile())
            .get("controllerclass-mapping");
    mapping
        .get("controller")
        .forEach(
            entry -> controllers.put(entry.get("uri").asText(), texts(entry.get("address-list"))));
    mapping.get("local-networks").forEach(network -> local.add(network.asText()));
    return new NistCase(
        folder.getFileName().toString(),
        text,
        JSON.readTree(text),
        macs,
        others,
        controllers,
        local);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Path mudFile(Path folder, String name) {
    return folder.resolve(name.endsWith(".json") ? name : name + ".json");
  }

  private static List<Path> files(Path folder, String start) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .filter(file -> !file.toString().endsWith("-100.json")) // a hundred devices of the same
          .sorted()
          .toList();
    }
  }

  String mudUrl() {
    return root.get("ietf-mud:mud").get("mud-url").asText();
  }

  /** The names its entries mention. */
  List<String> names() {
    return root.findValuesAsText("ietf-acldns:dst-dnsname").stream().distinct().toList();
  }

  /** Matches of the entries about what a device sends. */
  List<JsonNode> sendingMatches() {
    String list =
        root.at("/ietf-mud:mud/from-device-policy/access-lists/access-list/0/name").asText();
    List<JsonNode> matches = new ArrayList<>();
    for (JsonNode acl : root.at("/ietf-access-control-list:acls/acl")) {
      if (acl.get("name").asText().equals(list)) {
        acl.at("/aces/ace").forEach(ace -> matches.add(ace.get("matches")));
      }
    }
    return matches;
  }

  /** The operator's mapping, as {@link EnforcingMain} reads it. */
  List<String> mappings() {
    List<String> mappings = new ArrayList<>();
    controllers.forEach(
        (uri, addresses) -> {
          String prefixes =
              String.join(",", addresses.stream().map(address -> address + "/32").toList());
          mappings.add(uri + "=" + prefixes);
          if (uri.equals(mudUrl())) { // RFC 8520 §4.7: the model's own controllers
            mappings.add("my-controller=" + prefixes);
          }
        });
    return mappings;
  }
}
