package org.wardgate.vulnerabilities.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.vulnerability.VulnerabilityErrors;
import org.wardgate.vulnerabilities.json.Cursor;
import org.wardgate.vulnerabilities.model.Content.Sbom;
import org.wardgate.vulnerabilities.model.Cpe;
import org.wardgate.vulnerabilities.model.Document;
import org.wardgate.vulnerabilities.model.Identity;
import org.wardgate.vulnerabilities.model.Limits;
import org.wardgate.vulnerabilities.model.Purl;

/** Reads an SBOM in CycloneDX JSON, 1.4 to 1.6 (ECMA-424). Used once. */
final class CycloneDxReader {
  private static final Set<String> VERSIONS = Set.of("1.4", "1.5", "1.6");

  private String format = "";
  private String specVersion = "";
  private String timestamp = "";
  private @Nullable Part device;
  private final Map<String, String> vendors = new HashMap<>();
  private final List<Identity> components = new ArrayList<>();

  /** A component that is being read. */
  private static final class Part {
    private String name = "";
    private String version = "";
    private Optional<Purl> purl = Optional.empty();
    private Optional<Cpe> cpe = Optional.empty();
    private final Map<String, String> vendors = new HashMap<>();

    Identity identity() {
      return new Identity(name, version, purl, cpe);
    }
  }

  Document read(Bytes content) throws RefusedException {
    Cursor.over(content, cursor -> cursor.object(key -> member(cursor, key)));
    if (!format.equals("CycloneDX") || !VERSIONS.contains(specVersion)) {
      throw new RefusedException(
          VulnerabilityErrors.MALFORMED, "CycloneDX 1.4 to 1.6 is read, not " + specVersion);
    }
    if (device == null || timestamp.isEmpty()) {
      throw Fields.missing("metadata.component or metadata.timestamp");
    }
    Fields.id(device.name, "the name of metadata.component");
    if (!device.version.isEmpty()) {
      Fields.id(device.version, "the version of metadata.component");
    }
    Sbom sbom = new Sbom(vendor(device), device.identity(), components);
    // A newer SBOM of the same firmware replaces it, whatever its serial number, and versions
    // count only beside the same serial number.
    String id = sbom.vendor() + "/" + device.name + "/" + device.version;
    return new Document(Document.Kind.CYCLONEDX, id, "", Fields.instant(timestamp), sbom);
  }

  private void member(Cursor cursor, String key) throws IOException, RefusedException {
    switch (key) {
      case "bomFormat" -> format = cursor.text();
      case "specVersion" -> specVersion = cursor.text();
      case "metadata" -> cursor.object(k -> metadata(cursor, k));
      case "components" -> components(cursor);
      default -> cursor.skip();
    }
  }

  private void metadata(Cursor cursor, String key) throws IOException, RefusedException {
    switch (key) {
      case "timestamp" -> timestamp = cursor.text();
      case "component" -> device = component(cursor);
      case "supplier", "manufacturer", "manufacture" -> party(cursor, key, vendors);
      default -> cursor.skip();
    }
  }

  private void components(Cursor cursor) throws IOException, RefusedException {
    cursor.array(
        () -> {
          Part part = component(cursor);
          components.add(part.identity());
          if (components.size() > Limits.COMPONENTS_MAX_COUNT) {
            throw Fields.tooMany("components", Limits.COMPONENTS_MAX_COUNT);
          }
        });
  }

  private Part component(Cursor cursor) throws IOException, RefusedException {
    Part part = new Part();
    cursor.object(key -> component(cursor, key, part));
    if (part.name.isEmpty()) {
      throw Fields.missing("the name of a component");
    }
    return part;
  }

  private void component(Cursor cursor, String key, Part part)
      throws IOException, RefusedException {
    switch (key) {
      case "name" -> part.name = cursor.text();
      case "version" -> part.version = cursor.text();
      case "purl" -> part.purl = Purl.parse(cursor.text());
      case "cpe" -> part.cpe = Cpe.parse(cursor.text());
      case "supplier", "manufacturer" -> party(cursor, key, part.vendors);
      case "publisher" -> part.vendors.put(key, cursor.text());
      case "components" -> components(cursor);
      default -> cursor.skip();
    }
  }

  private static void party(Cursor cursor, String role, Map<String, String> vendors)
      throws IOException, RefusedException {
    cursor.object(
        key -> {
          if (key.equals("name")) {
            vendors.put(role, cursor.text());
          } else {
            cursor.skip();
          }
        });
  }

  private String vendor(Part part) throws RefusedException {
    for (Map<String, String> named : List.of(part.vendors, vendors)) {
      for (String role : List.of("manufacturer", "manufacture", "supplier", "publisher")) {
        String vendor = named.getOrDefault(role, "");
        if (!vendor.isEmpty()) {
          return Fields.id(vendor, role);
        }
      }
    }
    throw Fields.missing("the manufacturer or supplier of metadata.component");
  }
}
