package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.ReferenceSigner;

/** Reads who may speak for a manufacturer's models. */
final class ReferenceSignerReader {
  private static final String SIGNERS = "referenceSigners";
  private static final String MODELS = "models";
  private static final Set<String> FIELDS = Set.of("anchorsPem", "vendor", MODELS);

  private ReferenceSignerReader() {}

  /** Those of a manufacturer; none if it has no such field. */
  static List<ReferenceSigner> readAll(JsonEntry manufacturer) throws RefusedException {
    List<ReferenceSigner> signers = new ArrayList<>();
    for (JsonNode node : manufacturer.list(SIGNERS, InventoryLimits.REFERENCE_SIGNERS_MAX_COUNT)) {
      String where = manufacturer.where() + " " + SIGNERS + "[" + signers.size() + "]";
      JsonEntry entry = JsonEntry.of(where, node, FIELDS);
      signers.add(
          new ReferenceSigner(
              PemList.readSome(entry, "anchorsPem"), entry.label("vendor"), models(entry)));
    }
    return signers;
  }

  private static List<String> models(JsonEntry entry) throws RefusedException {
    List<String> models = new ArrayList<>();
    for (JsonNode node : entry.list(MODELS, InventoryLimits.MODELS_MAX_COUNT)) {
      String model = node.isTextual() ? node.textValue() : "";
      if (model.isBlank()
          || model.length() > InventoryLimits.LABEL_MAX_CHARS
          || !Problem.clean(model).equals(model)) {
        throw entry.malformed(MODELS + " must be printable texts, not blank");
      }
      if (models.contains(model)) {
        throw entry.malformed(MODELS + " names one twice");
      }
      models.add(model);
    }
    // An empty list would speak for every model: only leaving it out says that on purpose.
    if (models.isEmpty() && entry.has(MODELS)) {
      throw entry.malformed(MODELS + " must name at least one, or be left out");
    }
    return models;
  }
}
