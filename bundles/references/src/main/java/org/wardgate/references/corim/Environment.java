package org.wardgate.references.corim;

import java.util.Optional;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;

/**
 * What a triple speaks about.
 *
 * @param classId as {@code ReferenceClass} writes it
 * @param vendor of the class
 * @param model of the class
 * @param layer of the class
 * @param instance identity of one device
 * @param foreign why it cannot be used here; empty if it can
 */
public record Environment(
    Optional<String> classId,
    Optional<String> vendor,
    Optional<String> model,
    OptionalLong layer,
    Optional<Bytes> instance,
    String foreign) {
  private static final long CLASS = 0;
  private static final long INSTANCE = 1;
  private static final long GROUP = 2;
  private static final long CLASS_ID = 0;
  private static final long VENDOR = 1;
  private static final long MODEL = 2;
  private static final long LAYER = 3;
  private static final long INDEX = 4;

  static Environment read(String where, CborValue value) throws RefusedException {
    CborMap map = Expect.map(where, value);
    Optional<CborValue> instance = map.get(INSTANCE);
    Optional<Bytes> instanceId = Optional.empty();
    String foreign = "";
    if (instance.isPresent()) {
      instanceId = Identifiers.instance(where + " instance", instance.get());
      foreign = instanceId.isEmpty() ? "an instance named in a way not known here" : "";
    }
    if (map.get(GROUP).isPresent()) {
      foreign = "a group";
    }
    Optional<CborValue> ofClass = map.get(CLASS);
    if (ofClass.isEmpty()) {
      if (map.entries().isEmpty() || (instance.isEmpty() && map.get(GROUP).isEmpty())) {
        throw Expect.malformed(where, "names neither class nor instance nor group");
      }
      return new Environment(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          instanceId,
          foreign);
    }
    return ofClass(where + " class", Expect.map(where, ofClass.get()), instanceId, foreign);
  }

  private static Environment ofClass(
      String where, CborMap map, Optional<Bytes> instance, String foreignSoFar)
      throws RefusedException {
    Optional<String> classId = Optional.empty();
    String foreign = foreignSoFar;
    Optional<CborValue> id = map.get(CLASS_ID);
    if (id.isPresent()) {
      classId = Identifiers.classId(where + " id", id.get());
      foreign = classId.isEmpty() ? "a class id of a kind not known here" : foreign;
    }
    OptionalLong layer = OptionalLong.empty();
    Optional<CborValue> layerValue = map.get(LAYER);
    if (layerValue.isPresent()) {
      layer = OptionalLong.of(Expect.unsigned(where + " layer", layerValue.get()));
    }
    Optional<CborValue> index = map.get(INDEX);
    if (index.isPresent() && Expect.unsigned(where + " index", index.get()) > 0) {
      // the second of its kind: nothing here tells two apart
      foreign = "a class with an index above 0";
    }
    return new Environment(
        classId, name(where, map, VENDOR), name(where, map, MODEL), layer, instance, foreign);
  }

  private static Optional<String> name(String where, CborMap map, long label)
      throws RefusedException {
    Optional<CborValue> value = map.get(label);
    return value.isPresent()
        ? Optional.of(Expect.text(where + " " + label, value.get()))
        : Optional.empty();
  }
}
