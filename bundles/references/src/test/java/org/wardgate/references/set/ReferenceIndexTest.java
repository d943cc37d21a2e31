package org.wardgate.references.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.corim.Validity;

class ReferenceIndexTest {
  private static final int SETS_COUNT = 25;
  private static final int PER_SET_COUNT = 4_000;

  static Bytes instance(int number) {
    return Bytes.of(ByteBuffer.allocate(33).put(0, (byte) 1).putInt(20, number).array());
  }

  static Bytes key(int number) {
    return Bytes.of(ByteBuffer.allocate(91).putInt(50, number).array());
  }

  /** A set of attesters with rising numbers. */
  static ReferenceSet set(String manufacturer, int number, int from, int count) {
    PackedAttesters.Builder packed = new PackedAttesters.Builder();
    for (int i = from; i < from + count; i++) {
      packed.add(instance(i), "SN-" + i, "impl:" + number, List.of(key(i)));
    }
    return new ReferenceSet(
        manufacturer + "/" + number,
        manufacturer,
        1,
        Validity.ALWAYS,
        Map.of(),
        packed.build(),
        List.of(),
        Map.of(),
        List.of(),
        count);
  }

  @Test
  void everyAttesterOfManySetsIsFound() throws RefusedException {
    List<ReferenceSet> sets = new ArrayList<>();
    for (int i = 0; i < SETS_COUNT; i++) {
      sets.add(set("m" + i % 3, i, i * PER_SET_COUNT, PER_SET_COUNT));
    }
    References references = ReferenceIndex.of(sets);
    assertThat(references.valuesCount()).isEqualTo(SETS_COUNT * PER_SET_COUNT);
    for (int i = 0; i < SETS_COUNT * PER_SET_COUNT; i++) {
      int number = i;
      assertThat(references.attester(instance(i)))
          .hasValueSatisfying(
              found -> {
                assertThat(found.instance()).isEqualTo(instance(number));
                assertThat(found.serial()).isEqualTo("SN-" + number);
                assertThat(found.publicKeysSpki()).containsExactly(key(number));
                assertThat(found.manufacturerId()).isEqualTo("m" + number / PER_SET_COUNT % 3);
                assertThat(found.classId()).contains("impl:" + number / PER_SET_COUNT);
              });
    }
  }

  @Test
  void strangersAreNotFound() throws RefusedException {
    References references = ReferenceIndex.of(List.of(set("m", 1, 0, 1_000)));
    for (int i = 1_000; i < 3_000; i++) {
      assertThat(references.attester(instance(i))).isEmpty();
    }
    assertThat(references.attester(Bytes.EMPTY)).isEmpty();
    assertThat(references.attester(Bytes.of(new byte[300]))).isEmpty();
    assertThat(ReferenceIndex.EMPTY.attester(instance(1))).isEmpty();
    assertThat(ReferenceIndex.EMPTY.referenceClass("x")).isEmpty();
    assertThat(ReferenceIndex.EMPTY.anchors("x")).isEmpty();
  }

  @Test
  void oneInstanceIsOneSets() {
    assertThatThrownBy(() -> ReferenceIndex.of(List.of(set("m", 1, 0, 10), set("m", 2, 9, 10))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-REF-0009");
  }

  @Test
  void oneManufacturerCannotTakeAllRoom() {
    ReferenceSet large =
        new ReferenceSet(
            "m/1",
            "m",
            1,
            Validity.ALWAYS,
            Map.of(),
            PackedAttesters.NONE,
            List.of(),
            Map.of(),
            List.of(),
            SetLimits.VALUES_OF_MANUFACTURER_MAX_COUNT);
    assertThatThrownBy(() -> ReferenceIndex.of(List.of(large, set("m", 2, 0, 1))))
        .hasMessageContaining("WG-REF-0010");
    assertThatCode(() -> ReferenceIndex.of(List.of(large, set("n", 2, 0, 1))))
        .doesNotThrowAnyException();
  }

  @Test
  void moreThanCanBeHeldIsRefused() {
    ReferenceSet large =
        new ReferenceSet(
            "m/1",
            "m",
            1,
            Validity.ALWAYS,
            Map.of(),
            PackedAttesters.NONE,
            List.of(),
            Map.of(),
            List.of(),
            SetLimits.VALUES_MAX_COUNT);
    assertThatThrownBy(() -> ReferenceIndex.of(List.of(large, set("m", 2, 0, 1))))
        .hasMessageContaining("WG-REF-0010");
  }
}
