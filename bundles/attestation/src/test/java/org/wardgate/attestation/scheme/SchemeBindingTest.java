package org.wardgate.attestation.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.testing.World;

/** A class of attesters sends evidence of one family, whoever names the class. */
class SchemeBindingTest {
  private static final Bytes DIGEST = Bytes.ofHex("d1".repeat(32));
  private static final Map<SchemeFamily, String> CLASSES =
      Map.of(
          SchemeFamily.PSA, "impl:" + "1c".repeat(32),
          SchemeFamily.EAT, "bytes:4e50",
          SchemeFamily.DICE, "model:Acme/Layered",
          SchemeFamily.TPM, "model:Acme/Gateway");
  private static final Map<SchemeFamily, String> COMPONENTS =
      Map.of(
          SchemeFamily.PSA, "BL",
          SchemeFamily.EAT, "APP",
          SchemeFamily.DICE, "layer:0",
          SchemeFamily.TPM, "pcr:0");
  private static final World WORLD = world();

  private static World world() {
    World world = new World();
    CLASSES.forEach(
        (family, id) ->
            world.released(
                id,
                World.component(COMPONENTS.getOrDefault(family, ""), Optional.empty(), DIGEST)));
    return world;
  }

  private static Optional<String> classOf(SchemeFamily family) {
    return Optional.of(CLASSES.getOrDefault(family, ""));
  }

  private static Optional<Attester> attester(Optional<String> classId) {
    return Optional.of(new Attester(DIGEST, "acme", "SN-1", List.of(), classId, "acme keys v1"));
  }

  private static void assertRefused(
      SchemeFamily family, Optional<Attester> attester, Optional<String> told, String code) {
    assertThatThrownBy(
            () -> SchemeBinding.require(family, attester, told, World.PUMP, WORLD.context()))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.errorCode().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource
  void evidenceOfEveryFamilyButItsOwnIsRefusedOfAnEndorsedClass(SchemeFamily bound) {
    for (SchemeFamily sent : SchemeFamily.values()) {
      Optional<Attester> attester = attester(classOf(bound));
      if (sent == bound) {
        assertThatCode(
                () ->
                    SchemeBinding.require(
                        sent, attester, Optional.empty(), World.PUMP, WORLD.context()))
            .doesNotThrowAnyException();
      } else {
        assertRefused(sent, attester, Optional.empty(), "WG-ATT-0014");
        // what it says of its class does not help
        assertRefused(sent, attester, classOf(sent), "WG-ATT-0014");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void evidenceOfEveryFamilyButItsOwnIsRefusedOfAClassThatItTellsItself(SchemeFamily bound) {
    for (SchemeFamily sent : SchemeFamily.values()) {
      if (sent != bound) {
        assertRefused(sent, Optional.empty(), classOf(bound), "WG-ATT-0014");
        assertRefused(sent, attester(Optional.empty()), classOf(bound), "WG-ATT-0014");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKnownClassThatOnlyTheEvidenceNamesIsRefused(SchemeFamily family) {
    assertRefused(family, attester(Optional.empty()), classOf(family), "WG-ATT-0010");
  }

  @ParameterizedTest
  @CsvSource({"impl:00,pcr:3,TPM", "impl:00,layer:1,DICE", "impl:00,BL,PSA", "oid:1.2,BL,EAT"})
  void whatAClassListsComesBeforeItsName(String id, String component, SchemeFamily family) {
    World world = new World().released(id, World.component(component, Optional.empty(), DIGEST));
    assertThat(SchemeFamily.of(id, world.referenceClass(id))).contains(family);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pcr:0", "pcr:", "layer:1", "content-format:60", "heartbeat", "control-flow"})
  void namesThatSchemesMakeAreReserved(String name) {
    assertThat(Components.reserved(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BL", "pcr", "heartbeats", "PRoT", "a/pcr:0"})
  void othersAreNot(String name) {
    assertThat(Components.reserved(name)).isFalse();
  }
}
