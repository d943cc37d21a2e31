package org.wardgate.references.set;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;

/**
 * Attesters of one set in one array of bytes, because there may be hundreds of thousands: about 140
 * bytes each. An attester is named by its offset. Immutable.
 */
public final class PackedAttesters {
  /** None. */
  public static final PackedAttesters NONE = new Builder().build();

  private final byte[] data;
  private final int[] offsets;
  private final String[] classIds;
  private final int keysCount;

  private PackedAttesters(byte[] data, int[] offsets, String[] classIds, int keysCount) {
    this.data = data;
    this.offsets = offsets;
    this.classIds = classIds;
    this.keysCount = keysCount;
  }

  /** How many there are. */
  public int count() {
    return offsets.length;
  }

  /** How many keys they have together. */
  public int keysCount() {
    return keysCount;
  }

  int offset(int number) {
    return offsets[number];
  }

  boolean isAt(int offset, byte[] instance) {
    int length = data[offset] & 0xff;
    return Arrays.equals(data, offset + 1, offset + 1 + length, instance, 0, instance.length);
  }

  byte[] instance(int offset) {
    return Arrays.copyOfRange(data, offset + 1, offset + 1 + (data[offset] & 0xff));
  }

  Attester at(int offset, String manufacturerId, String source) {
    int position = offset;
    Bytes instance = Bytes.of(instance(position));
    position += 1 + (data[position] & 0xff);
    int serialLength = data[position] & 0xff;
    String serial = new String(data, position + 1, serialLength, StandardCharsets.UTF_8);
    position += 1 + serialLength;
    int classNumber = number(position);
    position += Short.BYTES;
    List<Bytes> keys = new ArrayList<>();
    int count = data[position++];
    for (int i = 0; i < count; i++) {
      int length = number(position);
      position += Short.BYTES;
      keys.add(Bytes.of(Arrays.copyOfRange(data, position, position + length)));
      position += length;
    }
    return new Attester(
        instance,
        manufacturerId,
        serial,
        keys,
        classNumber == 0 ? Optional.empty() : Optional.of(classIds[classNumber - 1]),
        source);
  }

  private int number(int position) {
    return (data[position] & 0xff) << Byte.SIZE | (data[position + 1] & 0xff);
  }

  /** Packs attesters. For one use, by one thread. */
  static final class Builder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> offsets = new ArrayList<>();
    private final Map<String, Integer> classNumbers = new HashMap<>();
    private final List<String> classIds = new ArrayList<>();
    private int keysCount;

    /**
     * @param instance at most 255 bytes
     * @param serial at most 255 bytes
     * @param classId empty if none
     * @param keys each at most 65,535 bytes
     */
    void add(Bytes instance, String serial, String classId, List<Bytes> keys) {
      offsets.add(out.size());
      out.write(instance.length());
      out.writeBytes(instance.toArray());
      byte[] text = serial.getBytes(StandardCharsets.UTF_8);
      out.write(text.length);
      out.writeBytes(text);
      number(classId.isEmpty() ? 0 : classNumber(classId));
      out.write(keys.size());
      for (Bytes key : keys) {
        number(key.length());
        out.writeBytes(key.toArray());
      }
      keysCount += keys.size();
    }

    PackedAttesters build() {
      return new PackedAttesters(
          out.toByteArray(),
          offsets.stream().mapToInt(Integer::intValue).toArray(),
          classIds.toArray(String[]::new),
          keysCount);
    }

    private int classNumber(String classId) {
      return classNumbers.computeIfAbsent(
          classId,
          unused -> {
            classIds.add(classId);
            return classIds.size();
          });
    }

    private void number(int value) {
      out.write(value >>> Byte.SIZE);
      out.write(value);
    }
  }
}
