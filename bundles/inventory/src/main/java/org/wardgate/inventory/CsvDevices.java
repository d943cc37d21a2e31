package org.wardgate.inventory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;
import org.wardgate.api.policy.FlowRule;

/** Reads devices from a CSV file; each row is judged like a JSON entry. Single use. */
final class CsvDevices implements Csv.Row {
  private static final String LIFE_SUPPORT = "lifeSupport";
  private static final Set<String> OPTIONAL = Set.of("mudUrl", "therapyFloor");
  private static final Set<String> REQUIRED =
      Set.of("id", "name", "class", "manufacturer", "serial", LIFE_SUPPORT);

  private final Map<String, List<FlowRule>> floors;
  private final SnapshotBuilder builder;
  private @Nullable List<String> columns;

  private CsvDevices(Map<String, List<FlowRule>> floors, SnapshotBuilder builder) {
    this.floors = floors;
    this.builder = builder;
  }

  static void read(
      String name, Bytes content, Map<String, List<FlowRule>> floors, SnapshotBuilder builder)
      throws RefusedException {
    CsvDevices devices = new CsvDevices(floors, builder);
    Csv.read(name, content, devices);
    if (devices.columns == null) {
      throw malformed(name, "no header row");
    }
  }

  @Override
  public void take(String where, List<String> fields) throws RefusedException {
    List<String> known = columns;
    if (known == null) {
      columns = header(where, fields);
    } else if (fields.size() != known.size()) {
      throw malformed(where, fields.size() + " fields, the header has " + known.size());
    } else {
      builder.add(DeviceReader.read(where, entry(where, known, fields), floors));
    }
  }

  private static List<String> header(String where, List<String> fields) throws RefusedException {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : fields) {
      if (!REQUIRED.contains(column) && !OPTIONAL.contains(column)) {
        throw malformed(where, "unknown column " + column);
      }
      if (!seen.add(column)) {
        throw malformed(where, "column " + column + " appears twice");
      }
    }
    for (String column : REQUIRED) {
      if (!seen.contains(column)) {
        throw malformed(where, "column " + column + " is missing");
      }
    }
    return List.copyOf(fields);
  }

  private static ObjectNode entry(String where, List<String> columns, List<String> fields)
      throws RefusedException {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      String field = fields.get(i);
      if (column.equals(LIFE_SUPPORT)) {
        entry.put(column, flag(where, field));
      } else if (!OPTIONAL.contains(column) || !field.isEmpty()) {
        entry.put(column, field);
      }
    }
    return entry;
  }

  private static boolean flag(String where, String field) throws RefusedException {
    return switch (field) {
      case "true" -> true;
      case "false" -> false;
      default -> throw malformed(where, LIFE_SUPPORT + " must be true or false");
    };
  }

  private static RefusedException malformed(String where, String what) {
    return new RefusedException(InventoryErrors.MALFORMED, where + ": " + what);
  }
}
