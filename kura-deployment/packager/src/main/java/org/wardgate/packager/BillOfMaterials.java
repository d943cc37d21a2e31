package org.wardgate.packager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bill of materials in CycloneDX's JSON form, made by the build of what it built. Where the
 * packages have a jar of the release before, it must name that one: its version and its hashes.
 */
final class BillOfMaterials {
  private static final String JAR = ".jar";
  private static final String VERSION = "version";

  private final JsonNode bill;

  private BillOfMaterials(JsonNode bill) {
    this.bill = bill;
  }

  /** Reads one. */
  static BillOfMaterials read(Path file) throws IOException {
    return new BillOfMaterials(new ObjectMapper().readTree(file.toFile()));
  }

  /**
   * Makes it true.
   *
   * @param packed the jars of the packages
   * @throws PackagingException if one of them is not listed
   */
  void correct(Collection<BundleFile> packed) throws PackagingException {
    Map<String, BundleFile> unlisted = new HashMap<>();
    for (BundleFile bundle : packed) {
      unlisted.put(bundle.name(), bundle);
    }
    Map<String, String> references = new HashMap<>();
    for (JsonNode node : bill.path("components")) {
      if (node instanceof ObjectNode component) {
        Optional<BundleFile> bundle = find(component, packed);
        if (bundle.isPresent()) {
          correct(component, bundle.get(), references);
          unlisted.remove(bundle.get().name());
        }
      }
    }
    if (!unlisted.isEmpty()) {
      throw new PackagingException("not in the bill of materials: " + unlisted.keySet());
    }
    rename(bill, references);
  }

  /** The jar with the component's name and version, or one of ours that stayed as it was. */
  private static Optional<BundleFile> find(ObjectNode component, Collection<BundleFile> packed) {
    String name = component.path("name").asText();
    String jar = name + "-" + component.path(VERSION).asText() + JAR;
    return packed.stream()
        .filter(bundle -> bundle.name().equals(jar))
        .findFirst()
        .or(
            () ->
                packed.stream()
                    .filter(bundle -> bundle.symbolicName().equals(name))
                    .filter(bundle -> bundle.name().startsWith(name + "-"))
                    .findFirst());
  }

  private static void correct(
      ObjectNode component, BundleFile bundle, Map<String, String> references)
      throws PackagingException {
    String artifact = component.path("name").asText();
    String built = component.path(VERSION).asText();
    String version =
        bundle.name().substring(artifact.length() + 1, bundle.name().length() - JAR.length());
    if (!version.equals(built)) {
      component.put(VERSION, version);
      String reference = component.path("purl").asText();
      references.put(reference, reference.replace("@" + built, "@" + version));
    }
    for (JsonNode hash : component.path("hashes")) {
      if (hash instanceof ObjectNode object) {
        object.put("content", hash(object.path("alg").asText(), bundle));
      }
    }
  }

  private static String hash(String algorithm, BundleFile bundle) throws PackagingException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(bundle.content().toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new PackagingException("no such hash: " + algorithm, e);
    }
  }

  /** Whoever refers to a component refers to what it is called now. */
  private static void rename(JsonNode node, Map<String, String> references) {
    if (node instanceof ObjectNode object) {
      for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        @Nullable String renamed = references.get(object.path(name).asText());
        if (renamed != null) {
          object.set(name, TextNode.valueOf(renamed));
        } else {
          rename(object.path(name), references);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        @Nullable String renamed = references.get(array.path(i).asText());
        if (renamed != null) {
          array.set(i, TextNode.valueOf(renamed));
        } else {
          rename(array.path(i), references);
        }
      }
    }
  }

  /** Writes it. */
  void write(Path file) throws IOException {
    Files.writeString(
        file, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(bill) + "\n");
  }
}
