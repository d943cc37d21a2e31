package org.wardgate.references.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/** Reads the JSON form. Stateless. */
public final class JsonFormReader {
  /** Largest file, in bytes. */
  public static final int FILE_MAX_BYTES = 32 * 1024 * 1024;

  /** Most devices in one file, so that the manifest stays below its limit. */
  public static final int ATTESTERS_MAX_COUNT = 40_000;

  private static final int COMPONENTS_MAX_COUNT = 256;
  private static final int VALUES_MAX_COUNT = 1_024;
  private static final int ROOTS_MAX_COUNT = 16;
  private static final int DEPTH_MAX = 8;
  private static final int STRING_MAX_CHARS = 16_384;
  private static final int NAME_MAX_CHARS = 64;
  private static final int SERIAL_MAX_CHARS = 64;
  private static final int UEID_MAX_BYTES = 33;
  private static final int UEID_MIN_BYTES = 7;
  private static final Set<Integer> IMPLEMENTATION_ID_BYTES = Set.of(32);
  private static final Set<Integer> DIGEST_BYTES = Set.of(32, 48, 64);
  private static final Pattern CLASS_ID =
      Pattern.compile(
          "oid:[0-2](\\.[0-9]{1,9}){1,16}|uuid:[0-9a-f-]{36}|bytes:([0-9a-f]{2}){1,64}");
  private static final Set<String> CONTROLS = Set.of("access-control", "isolation", "secure-ota");
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "version",
          "manufacturer",
          "vendor",
          "model",
          "implementationId",
          "classId",
          "attesters",
          "components",
          "controls",
          "certificationReference",
          "rootsPem",
          "notBefore",
          "notAfter");
  private static final ObjectMapper JSON =
      JsonMapper.builder(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonFormReader() {}

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(FILE_MAX_BYTES)
                .maxNestingDepth(DEPTH_MAX)
                .maxStringLength(STRING_MAX_CHARS)
                .maxNameLength(NAME_MAX_CHARS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /**
   * Reads and validates.
   *
   * @throws RefusedException {@code WG-REF-0014} naming the entry
   */
  public static JsonForm read(Bytes content) throws RefusedException {
    JsonFields root = JsonFields.of("file", parse(content), FIELDS);
    List<String> roots = new ArrayList<>();
    for (JsonNode one : root.array("rootsPem", ROOTS_MAX_COUNT)) {
      roots.add(one.asText());
    }
    JsonForm form =
        new JsonForm(
            root.label("id"),
            root.number("version", 1).orElseThrow(() -> root.refused("version is missing")),
            root.label("vendor"),
            root.label("model"),
            classId(root),
            attesters(root),
            components(root),
            controls(root),
            root.optionalLabel("certificationReference").orElse(""),
            roots,
            time(root, "notBefore"),
            time(root, "notAfter"));
    boolean psa = form.classId().startsWith("impl:");
    if (!psa && form.components().stream().anyMatch(one -> one.signerId().isPresent())) {
      throw root.refused("signerId needs an implementationId");
    }
    return form;
  }

  private static JsonNode parse(Bytes content) throws RefusedException {
    if (content.length() > FILE_MAX_BYTES) {
      throw new RefusedException(
          ReferenceErrors.BAD_JSON, "more than " + FILE_MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(content.toArray());
    } catch (JsonProcessingException e) {
      throw new RefusedException(ReferenceErrors.BAD_JSON, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(ReferenceErrors.BAD_JSON, "unreadable JSON", e);
    }
  }

  private static String classId(JsonFields root) throws RefusedException {
    if (root.has("implementationId")) {
      if (root.has("classId")) {
        throw root.refused("either implementationId or classId");
      }
      return "impl:" + root.hex("implementationId", IMPLEMENTATION_ID_BYTES).hex();
    }
    String classId = root.optionalLabel("classId").orElse("");
    if (!classId.isEmpty() && !CLASS_ID.matcher(classId).matches()) {
      throw root.refused("classId must be oid:…, uuid:… or bytes:…, in lower case");
    }
    return classId;
  }

  private static List<JsonForm.Device> attesters(JsonFields root) throws RefusedException {
    List<JsonForm.Device> devices = new ArrayList<>();
    Set<Bytes> seen = new HashSet<>();
    for (JsonNode node : root.array("attesters", ATTESTERS_MAX_COUNT)) {
      JsonFields fields =
          JsonFields.of(
              "attesters[" + devices.size() + "]", node, Set.of("ueid", "serial", "publicKeyPem"));
      Set<Integer> lengths = new HashSet<>();
      for (int length = UEID_MIN_BYTES; length <= UEID_MAX_BYTES; length++) {
        lengths.add(length);
      }
      Bytes ueid = fields.hex("ueid", lengths);
      if (!seen.add(ueid)) {
        throw fields.refused("ueid appears twice");
      }
      String serial = fields.text("serial", SERIAL_MAX_CHARS);
      if (serial.isBlank()) {
        throw fields.refused("serial must not be blank");
      }
      devices.add(new JsonForm.Device(ueid, serial, key(fields)));
    }
    return devices;
  }

  /** Absent for an attester that authenticates its evidence with a secret. */
  private static String key(JsonFields fields) throws RefusedException {
    if (!fields.has("publicKeyPem")) {
      return "";
    }
    String pem = fields.text("publicKeyPem", PublicKeys.PEM_MAX_CHARS);
    try {
      return PublicKeys.toPem(PublicKeys.ofPem(pem));
    } catch (CryptoException e) {
      throw fields.refused("publicKeyPem: " + e.getMessage());
    }
  }

  private static List<JsonForm.Image> components(JsonFields root) throws RefusedException {
    List<JsonForm.Image> images = new ArrayList<>();
    for (JsonNode node : root.array("components", COMPONENTS_MAX_COUNT)) {
      JsonFields fields =
          JsonFields.of(
              "components[" + images.size() + "]",
              node,
              Set.of("type", "signerId", "values", "version", "svn", "required"));
      List<Bytes> values = new ArrayList<>();
      for (JsonNode value : fields.array("values", VALUES_MAX_COUNT)) {
        values.add(fields.hex("values", value, DIGEST_BYTES));
      }
      if (values.isEmpty()) {
        throw fields.refused("values must name at least one measurement");
      }
      images.add(
          new JsonForm.Image(
              fields.optionalLabel("type").orElse(""),
              fields.has("signerId")
                  ? Optional.of(fields.hex("signerId", DIGEST_BYTES))
                  : Optional.empty(),
              values,
              fields.optionalLabel("version").orElse(""),
              fields.number("svn", 0),
              fields.bool("required", true)));
    }
    return images;
  }

  private static Map<String, Boolean> controls(JsonFields root) throws RefusedException {
    Map<String, Boolean> controls = new HashMap<>();
    if (!root.has("controls")) {
      return controls;
    }
    JsonFields fields = JsonFields.of("controls", root.node().path("controls"), CONTROLS);
    for (Iterator<String> names = fields.node().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      controls.put(name, fields.bool(name, false));
    }
    return controls;
  }

  private static Optional<Instant> time(JsonFields root, String field) throws RefusedException {
    Optional<String> text = root.optionalLabel(field);
    try {
      return text.map(Instant::parse);
    } catch (DateTimeException e) {
      throw root.refused(field + " must be a time like 2026-11-01T12:00:00Z");
    }
  }
}
