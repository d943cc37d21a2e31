package org.wardgate.references.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;

/**
 * The ledger on disk. What it says counts, so what cannot be read completely is not read at all.
 *
 * @param file where
 */
record LedgerFile(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIZE_MAX_BYTES = 64 * 1024 * 1024;
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{" + Said.DIGEST_HEX_CHARS + "}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Reads it; an absent file is an empty ledger.
   *
   * @throws RefusedException {@code WG-REF-0011} if it is there but damaged
   */
  Ledger read() throws RefusedException {
    if (!Files.exists(file)) {
      return Ledger.EMPTY;
    }
    try {
      Bytes content = DurableFile.readAtMost(file, SIZE_MAX_BYTES);
      JsonNode root = JSON.readTree(content.toArray());
      if (content.length() > SIZE_MAX_BYTES || !root.isObject()) {
        throw damaged();
      }
      Map<String, Ledger.Entry> entries = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : root.properties()) {
        entries.put(field.getKey(), entry(field.getValue()));
      }
      return new Ledger(entries);
    } catch (JsonProcessingException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, file + " is damaged", e);
    } catch (IOException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "cannot read " + file, e);
    }
  }

  private Ledger.Entry entry(JsonNode node) throws RefusedException {
    String manufacturer = node.path("manufacturer").asText();
    JsonNode adopted = node.path("adopted");
    JsonNode highest = node.path("highest");
    if (manufacturer.isEmpty()) {
      throw damaged();
    }
    Ledger.Entry fresh = Ledger.Entry.fresh(manufacturer);
    return new Ledger.Entry(
        manufacturer,
        highest.isMissingNode() ? fresh.highest() : issue(highest),
        adopted.isMissingNode() ? Optional.empty() : Optional.of(issue(adopted)),
        issues(node.path("pending")),
        issues(node.path("dropped")),
        said(node));
  }

  private Said said(JsonNode node) throws RefusedException {
    Map<String, Long> tags = new HashMap<>();
    for (Map.Entry<String, JsonNode> tag : node.path("tags").properties()) {
      tags.put(name(tag.getKey()), tag.getValue().asLong(-1));
    }
    Set<String> classes = new HashSet<>();
    for (JsonNode one : node.path("classes")) {
      classes.add(name(one.asText()));
    }
    if (tags.containsValue(-1L)) {
      throw damaged();
    }
    return new Said(tags, classes);
  }

  private String name(String text) throws RefusedException {
    if (!NAME.matcher(text).matches()) {
      throw damaged();
    }
    return text;
  }

  private List<Ledger.Issue> issues(JsonNode array) throws RefusedException {
    List<Ledger.Issue> issues = new ArrayList<>();
    for (JsonNode one : array) {
      issues.add(issue(one));
    }
    return issues;
  }

  private Ledger.Issue issue(JsonNode node) throws RefusedException {
    long version = node.path("version").asLong(-1);
    String sha256 = node.path("sha256").asText();
    try {
      Origin origin = Origin.valueOf(node.path("origin").asText());
      if (version < 0 || !SHA256.matcher(sha256).matches()) {
        throw damaged();
      }
      return new Ledger.Issue(version, sha256, origin);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, file + " is damaged", e);
    }
  }

  private RefusedException damaged() {
    return new RefusedException(
        ReferenceErrors.CANNOT_KEEP, file + " is damaged; restore it, or remove it to start over");
  }

  /**
   * Writes it; on return it is on disk.
   *
   * @throws RefusedException {@code WG-REF-0010} or {@code WG-REF-0011}
   */
  void write(Ledger ledger) throws RefusedException {
    ObjectNode root = JSON.createObjectNode();
    ledger
        .entries()
        .forEach(
            (id, entry) -> {
              ObjectNode node = root.putObject(id);
              node.put("manufacturer", entry.manufacturerId());
              if (entry.highest().version() > 0) {
                put(node.putObject("highest"), entry.highest());
              }
              entry.adopted().ifPresent(issue -> put(node.putObject("adopted"), issue));
              put(node.putArray("pending"), entry.pending());
              put(node.putArray("dropped"), entry.dropped());
              put(node, entry.said());
            });
    Bytes content = Bytes.of(root.toString().getBytes(StandardCharsets.UTF_8));
    if (content.length() > SIZE_MAX_BYTES) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH, "the ledger has more than " + SIZE_MAX_BYTES + " bytes");
    }
    try {
      DurableFile.write(file, content);
    } catch (IOException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "cannot write " + file, e);
    }
  }

  private static void put(ObjectNode node, Said said) {
    ObjectNode tags = node.putObject("tags");
    new TreeMap<>(said.tags()).forEach(tags::put);
    ArrayNode classes = node.putArray("classes");
    new TreeSet<>(said.classes()).forEach(classes::add);
  }

  private static void put(ArrayNode array, List<Ledger.Issue> issues) {
    issues.forEach(issue -> put(array.addObject(), issue));
  }

  private static void put(ObjectNode node, Ledger.Issue issue) {
    node.put("version", issue.version())
        .put("sha256", issue.sha256())
        .put("origin", issue.origin().name());
  }
}
