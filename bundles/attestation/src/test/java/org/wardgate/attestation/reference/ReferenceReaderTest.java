package org.wardgate.attestation.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;

class ReferenceReaderTest {
  @Test
  void readsTheDocumentedForm() throws RefusedException {
    ObjectNode json = Maker.file("acme-pump", 3, "aa", "bb");
    json.put("certificationReference", "0604565272829-10010");
    ReferenceFile file = ReferenceReader.read(Maker.bytes(json.toString()));
    assertThat(file.references().label()).isEqualTo("acme-pump v3");
    assertThat(file.references().components()).hasSize(1);
    assertThat(file.references().components().get(0).required()).isTrue();
    assertThat(file.references().controls()).containsEntry("isolation", true);
    assertThat(file.references().certificationReference()).contains("0604565272829-10010");
    assertThat(file.endorsements()).hasSize(2);
    assertThat(file.endorsements().get(1).device()).isEqualTo(new DeviceId("pump-bb"));
  }

  @Test
  void attestersComponentsAndControlsMayBeAbsent() throws RefusedException {
    ObjectNode json = Maker.file("acme-pump", 3);
    json.remove("components");
    json.remove("controls");
    ReferenceFile file = ReferenceReader.read(Maker.bytes(json.toString()));
    assertThat(file.endorsements()).isEmpty();
    assertThat(file.references().components()).isEmpty();
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("no id", f -> f.remove("id")),
        spoil("blank id", f -> f.put("id", " ")),
        spoil("version 0", f -> f.put("version", 0)),
        spoil("version text", f -> f.put("version", "1")),
        spoil("version fraction", f -> f.put("version", 1.5)),
        spoil("no manufacturer", f -> f.remove("manufacturer")),
        spoil("implementation too short", f -> f.put("implementationId", "1c")),
        spoil("implementation no hex", f -> f.put("implementationId", "zz".repeat(32))),
        spoil("unknown field", f -> f.put("component", 1)),
        spoil("attesters no array", f -> f.put("attesters", 1)),
        spoil("ueid of another type", f -> attester(f).put("ueid", "02" + "aa".repeat(32))),
        spoil("ueid too short", f -> attester(f).put("ueid", "01" + "aa".repeat(31))),
        spoil("ueid twice", f -> Maker.attester(f, "aa")),
        spoil("device with slash", f -> attester(f).put("device", "../pump")),
        spoil("no device", f -> attester(f).remove("device")),
        spoil("key no PEM", f -> attester(f).put("publicKeyPem", "x")),
        spoil("attester with unknown field", f -> attester(f).put("key", "x")),
        spoil("component no object", f -> ((ArrayNode) f.path("components")).add(1)),
        spoil("component without values", f -> component(f).putArray("values")),
        spoil("value of 20 bytes", f -> component(f).putArray("values").add("b1".repeat(20))),
        spoil("value no text", f -> component(f).putArray("values").add(1)),
        spoil("signer too short", f -> component(f).put("signerId", "51")),
        spoil("type no text", f -> component(f).put("type", 1)),
        spoil("required no boolean", f -> component(f).put("required", "yes")),
        spoil("controls no object", f -> f.put("controls", 1)),
        spoil("control no boolean", f -> f.putObject("controls").put("isolation", 1)),
        spoil(
            "a control that only evidence can show",
            f -> f.putObject("controls").put("secure-boot", true)));
  }

  private static Arguments spoil(String name, Consumer<ObjectNode> change) {
    return Arguments.of(name, change);
  }

  private static ObjectNode attester(ObjectNode file) {
    return (ObjectNode) file.path("attesters").path(0);
  }

  private static ObjectNode component(ObjectNode file) {
    return (ObjectNode) file.path("components").path(0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<ObjectNode> change) {
    ObjectNode file = Maker.file("acme-pump", 3, "aa");
    change.accept(file);
    assertThatThrownBy(() -> ReferenceReader.read(Maker.bytes(file.toString())))
        .as(name)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-ATT-0021");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"id\":\"a\",\"id\":\"b\"}", "{} 1"})
  void refusesWhatIsNoReferenceFile(String text) {
    assertThatThrownBy(() -> ReferenceReader.read(Maker.bytes(text)))
        .hasMessageContaining("WG-ATT-0021");
  }

  @Test
  void refusesDepth() {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);
    assertThatThrownBy(() -> ReferenceReader.read(Maker.bytes(deep)))
        .hasMessageContaining("WG-ATT-0021");
  }

  @Property(tries = 300)
  void aChangedByteIsReadOrRefusedButNothingElse(@ForAll int at, @ForAll byte to) {
    byte[] content = Maker.bytes(Maker.file("acme-pump", 3, "aa").toString()).toArray();
    content[Math.floorMod(at, content.length)] = to;
    try {
      assertThat(ReferenceReader.read(Bytes.of(content)).references().version()).isPositive();
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-ATT-0021");
    }
  }
}
