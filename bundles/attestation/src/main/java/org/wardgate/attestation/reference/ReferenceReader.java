package org.wardgate.attestation.reference;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;

/** Reads a reference file, without looking at its signature. Stateless. */
public final class ReferenceReader {
  /** Largest file, in bytes. */
  public static final int FILE_MAX_BYTES = 32 * 1024 * 1024;

  /** Most components of an implementation. */
  public static final int COMPONENTS_MAX_COUNT = 64;

  /** Most released images of a component. */
  public static final int VALUES_MAX_COUNT = 1_024;

  /** Controls a manufacturer may endorse; the others only evidence can show. */
  public static final Set<String> ENDORSABLE_CONTROLS =
      Set.of("access-control", "isolation", "secure-ota");

  private static final int DEPTH_MAX = 8;
  private static final int STRING_MAX_CHARS = 8_192;
  private static final int NAME_MAX_CHARS = 64;
  private static final int IMPLEMENTATION_ID_BYTES = 32;
  private static final Set<Integer> DIGEST_BYTES = Set.of(32, 48, 64);
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "version",
          "manufacturer",
          "implementationId",
          "attesters",
          "components",
          "controls",
          "certificationReference");
  private static final Set<String> COMPONENT_FIELDS =
      Set.of("type", "signerId", "values", "version", "required");
  private static final ObjectMapper JSON =
      JsonMapper.builder(factory()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private ReferenceReader() {}

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
   * @throws RefusedException {@code WG-ATT-0021} naming the entry
   */
  public static ReferenceFile read(Bytes content) throws RefusedException {
    JsonFields root = JsonFields.of("file", parse(content), FIELDS);
    ReferenceValues values =
        new ReferenceValues(
            root.label("id"),
            version(root),
            root.label("manufacturer"),
            root.hex("implementationId", Set.of(IMPLEMENTATION_ID_BYTES)),
            components(root),
            controls(root),
            root.optionalLabel("certificationReference"));
    return new ReferenceFile(values, AttesterReader.read(root, values));
  }

  private static JsonNode parse(Bytes content) throws RefusedException {
    if (content.length() > FILE_MAX_BYTES) {
      throw refused("more than " + FILE_MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(content.toArray());
    } catch (JsonProcessingException e) {
      throw new RefusedException(AttestationErrors.BAD_REFERENCE_FILE, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new RefusedException(AttestationErrors.BAD_REFERENCE_FILE, "unreadable JSON", e);
    }
  }

  private static long version(JsonFields root) throws RefusedException {
    JsonNode version = root.node().path("version");
    if (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 1) {
      throw root.refused("version must be a whole number from 1");
    }
    return version.longValue();
  }

  private static List<ReferenceValues.Component> components(JsonFields root)
      throws RefusedException {
    List<ReferenceValues.Component> components = new ArrayList<>();
    for (JsonNode node : root.array("components", COMPONENTS_MAX_COUNT)) {
      components.add(component("components[" + components.size() + "]", node));
    }
    return components;
  }

  private static ReferenceValues.Component component(String where, JsonNode node)
      throws RefusedException {
    JsonFields fields = JsonFields.of(where, node, COMPONENT_FIELDS);
    Set<Bytes> values = new HashSet<>();
    for (JsonNode value : fields.array("values", VALUES_MAX_COUNT)) {
      values.add(fields.hex("values", value, DIGEST_BYTES));
    }
    if (values.isEmpty()) {
      throw fields.refused("values must name at least one measurement");
    }
    JsonNode required = node.path("required");
    if (!required.isMissingNode() && !required.isBoolean()) {
      throw fields.refused("required must be true or false");
    }
    return new ReferenceValues.Component(
        fields.optionalLabel("type").orElse(""),
        fields.hex("signerId", DIGEST_BYTES),
        values,
        fields.optionalLabel("version").orElse(""),
        required.asBoolean(true));
  }

  private static Map<String, Boolean> controls(JsonFields root) throws RefusedException {
    Map<String, Boolean> controls = new HashMap<>();
    if (!root.has("controls")) {
      return controls;
    }
    JsonFields fields =
        JsonFields.of("controls", root.node().path("controls"), ENDORSABLE_CONTROLS);
    for (String control : ENDORSABLE_CONTROLS) {
      if (fields.has(control)) {
        JsonNode state = fields.node().path(control);
        if (!state.isBoolean()) {
          throw fields.refused(control + " must be true or false");
        }
        controls.put(control, state.booleanValue());
      }
    }
    return controls;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(AttestationErrors.BAD_REFERENCE_FILE, detail);
  }
}
