package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.MudServices;

/** Reads what the hospital adds to MUD files. */
final class MudServicesReader {
  private static final String CONTROLLERS = "controllers";
  private static final String MY_CONTROLLERS = "myControllers";
  private static final String APPROVED_FILES = "approvedFiles";
  private static final String UNAUTHENTICATED_URLS = "unauthenticatedUrls";
  private static final String ADDRESSES = "addresses";
  private static final String MUD_URL = "mudUrl";
  private static final Set<String> FIELDS =
      Set.of(CONTROLLERS, MY_CONTROLLERS, APPROVED_FILES, UNAUTHENTICATED_URLS);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private MudServicesReader() {}

  static MudServices read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new MudServices(
        controllers(entry),
        myControllers(entry),
        approvedFiles(entry),
        entry.has(UNAUTHENTICATED_URLS) && entry.flag(UNAUTHENTICATED_URLS));
  }

  private static Map<String, List<String>> controllers(JsonEntry services) throws RefusedException {
    Map<String, List<String>> byClass = new HashMap<>();
    for (JsonEntry entry : entries(services, CONTROLLERS, Set.of("class", ADDRESSES))) {
      String uri = Urls.absoluteUri(entry, "class");
      if (byClass.put(uri, addresses(entry)) != null) {
        throw entry.malformed("class appears twice: " + uri);
      }
    }
    return byClass;
  }

  private static Map<String, List<String>> myControllers(JsonEntry services)
      throws RefusedException {
    Map<String, List<String>> byUrl = new HashMap<>();
    for (JsonEntry entry : entries(services, MY_CONTROLLERS, Set.of(MUD_URL, ADDRESSES))) {
      String url = Urls.mudUrl(entry, MUD_URL);
      if (byUrl.put(url, addresses(entry)) != null) {
        throw entry.malformed("mudUrl appears twice: " + url);
      }
    }
    return byUrl;
  }

  private static Map<String, Set<String>> approvedFiles(JsonEntry services)
      throws RefusedException {
    Map<String, Set<String>> byUrl = new HashMap<>();
    for (JsonEntry entry : entries(services, APPROVED_FILES, Set.of(MUD_URL, "sha256"))) {
      String digest = entry.text("sha256", InventoryLimits.LABEL_MAX_CHARS);
      if (!SHA256.matcher(digest).matches()) {
        throw entry.malformed("sha256 must be 64 lower-case hexadecimal digits");
      }
      String url = Urls.mudUrl(entry, MUD_URL);
      if (!byUrl.computeIfAbsent(url, key -> new HashSet<>()).add(digest)) {
        throw entry.malformed("the same file appears twice");
      }
    }
    return byUrl;
  }

  private static List<JsonEntry> entries(JsonEntry services, String field, Set<String> known)
      throws RefusedException {
    List<JsonEntry> entries = new ArrayList<>();
    for (JsonNode node : services.list(field, InventoryLimits.MUD_SERVICES_MAX_COUNT)) {
      String where = services.where() + " " + field + "[" + entries.size() + "]";
      entries.add(JsonEntry.of(where, node, known));
    }
    return entries;
  }

  private static List<String> addresses(JsonEntry entry) throws RefusedException {
    Set<String> prefixes = new LinkedHashSet<>();
    for (JsonNode node : entry.list(ADDRESSES, InventoryLimits.CONTROLLER_ADDRESSES_MAX_COUNT)) {
      String prefix =
          AddressPrefix.canonical(node.isTextual() ? node.textValue() : "")
              .orElseThrow(
                  () -> entry.malformed("addresses must be prefixes with their host bits zero"));
      if (!prefixes.add(prefix)) {
        throw entry.malformed("addresses names " + prefix + " twice");
      }
    }
    if (prefixes.isEmpty()) {
      throw entry.malformed("addresses must name at least one prefix");
    }
    return List.copyOf(prefixes);
  }
}
