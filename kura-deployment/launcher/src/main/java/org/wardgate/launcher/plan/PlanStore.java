package org.wardgate.launcher.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.feature.ConfigurationValues;
import org.wardgate.launcher.feature.JsonFile;
import org.wardgate.launcher.feature.JsonValues;
import org.wardgate.launcher.feature.MavenId;

/**
 * Keeps the last plan that became healthy together with its jars, so that a gateway whose new plan
 * fails can go back to it even when the new jars took the old ones' names. Jars are hard links
 * where the file system allows, copies otherwise.
 *
 * @param folder where; replaced as a whole
 */
public record PlanStore(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(PlanStore.class);

  private static final String PLAN = "plan.json";

  /** Stores a plan. */
  public void save(Plan plan) throws IOException {
    Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
    Directories.delete(fresh);
    Files.createDirectories(fresh);
    for (PlannedBundle bundle : plan.bundles()) {
      keep(bundle.jar(), fresh.resolve(bundle.id().fileName()));
    }
    try (JsonGenerator json =
        new JsonFactory().createGenerator(Files.newOutputStream(fresh.resolve(PLAN)))) {
      write(json, plan);
    }
    Directories.delete(folder);
    Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void keep(Path jar, Path kept) throws IOException {
    try {
      Files.createLink(kept, jar);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(jar, kept);
    }
  }

  private static void write(JsonGenerator json, Plan plan) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("bundles");
    for (PlannedBundle bundle : plan.bundles()) {
      json.writeStartObject();
      json.writeStringField("id", bundle.id().toString());
      json.writeNumberField("start-order", bundle.startOrder());
      json.writeStringField("fingerprint", bundle.fingerprint());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("configurations");
    for (Map.Entry<String, Map<String, Object>> entry : plan.configurations().entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      for (Map.Entry<String, Object> property : entry.getValue().entrySet()) {
        write(json, property.getKey(), property.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Object value) throws IOException {
    if (value instanceof Object[] array) {
      json.writeArrayFieldStart(typed(name, array.getClass().getComponentType()));
      for (Object element : array) {
        json.writePOJO(element);
      }
      json.writeEndArray();
    } else {
      json.writeFieldName(typed(name, value.getClass()));
      json.writePOJO(value);
    }
  }

  private static String typed(String name, Class<?> type) {
    return name + ":" + type.getSimpleName();
  }

  /** The stored plan, if there is one that can be read and is complete. */
  public Optional<Plan> load() {
    if (!Files.exists(folder.resolve(PLAN))) {
      return Optional.empty();
    }
    try {
      Map<String, Object> json = JsonFile.read(folder.resolve(PLAN));
      List<PlannedBundle> bundles = new ArrayList<>();
      for (Object bundle : JsonValues.list(json.getOrDefault("bundles", ""), "bundles")) {
        bundles.add(bundle(JsonValues.object(bundle, "bundle")));
      }
      Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
      ConfigurationValues values = ConfigurationValues.literal();
      JsonValues.configurations(json.getOrDefault("configurations", Map.of()))
          .forEach((pid, properties) -> configurations.put(pid, values.properties(properties)));
      return Optional.of(new Plan(bundles, configurations));
    } catch (IOException | IllegalArgumentException | RefusedException e) {
      LOG.warn("no previous plan to go back to: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private PlannedBundle bundle(Map<String, Object> json) throws RefusedException {
    MavenId id = MavenId.of(JsonValues.text(json.getOrDefault("id", ""), "id"));
    return new PlannedBundle(
        id,
        JsonValues.integer(json.getOrDefault("start-order", 0L), "start-order"),
        new BundleRepository(folder).jar(id),
        JsonValues.text(json.getOrDefault("fingerprint", ""), "fingerprint"));
  }
}
