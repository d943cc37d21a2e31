package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.ReferenceSigner;

class ReferenceSignerReaderTest {
  private static final String PEM = new Hospital("References").rootPem();

  private static InventorySnapshot read(Example example) throws RefusedException {
    return InventoryReader.read(Hospital.bytes(example.toString()));
  }

  private static List<ReferenceSigner> signers(Example example) throws RefusedException {
    return read(example).manufacturers().values().iterator().next().referenceSigners();
  }

  private static ObjectNode signer(Example example) {
    return signer(example.maker());
  }

  private static ObjectNode signer(ObjectNode maker) {
    ObjectNode signer = maker.withArray("referenceSigners").addObject();
    signer.put("vendor", "Acme").putArray("anchorsPem").add(PEM);
    return signer;
  }

  private static ObjectNode otherMaker(Example example) {
    ObjectNode other = example.maker().deepCopy().put("id", "beta");
    ((ArrayNode) example.root.path("manufacturers")).add(other);
    return other;
  }

  @Test
  void readsTheDocumentedForm() throws RefusedException {
    Example example = new Example();
    signer(example).putArray("models").add("P1").add("P2");
    signer(example).put("vendor", "Acme Labs");
    assertThat(signers(example)).hasSize(2);
    ReferenceSigner first = signers(example).get(0);
    assertThat(first.anchors()).hasSize(1);
    assertThat(first.speaksFor("Acme", "P2")).isTrue();
    assertThat(first.speaksFor("Acme", "P3")).isFalse();
    assertThat(signers(example).get(1).speaksFor("Acme Labs", "anything")).isTrue();
    assertThat(signers(new Example())).isEmpty();
  }

  @Test
  void twoMakersMayShareAVendorButNoModel() throws RefusedException {
    Example example = new Example();
    ObjectNode beta = otherMaker(example);
    signer(example).putArray("models").add("P1");
    signer(beta).putArray("models").add("P2");
    assertThat(read(example).manufacturers()).hasSize(2);
    signer(beta).putArray("models").add("P1");
    assertThatThrownBy(() -> read(example))
        .hasMessageContaining("WG-INV-0002")
        .hasMessageContaining("the same models of Acme");
  }

  @Test
  void noMakerSpeaksForAllModelsOfAVendorThatAnotherSpeaksFor() {
    Example example = new Example();
    signer(example);
    signer(otherMaker(example)).putArray("models").add("P2");
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void oneMakerMayNameTheSameModelForTwoSigners() throws RefusedException {
    Example example = new Example();
    signer(example).putArray("models").add("P1");
    signer(example).putArray("models").add("P1");
    assertThat(signers(example)).hasSize(2);
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("no array", e -> e.maker().put("referenceSigners", "x")),
        spoil("no object", e -> e.maker().putArray("referenceSigners").add(1)),
        spoil("unknown field", e -> signer(e).put("model", "P1")),
        spoil("no anchors", e -> signer(e).putArray("anchorsPem")),
        spoil("anchors missing", e -> signer(e).remove("anchorsPem")),
        spoil("anchors a text", e -> signer(e).put("anchorsPem", PEM)),
        spoil("anchor no PEM", e -> signer(e).putArray("anchorsPem").add("hello")),
        spoil("vendor missing", e -> signer(e).remove("vendor")),
        spoil("vendor blank", e -> signer(e).put("vendor", " ")),
        spoil("vendor number", e -> signer(e).put("vendor", 1)),
        spoil("models empty", e -> signer(e).putArray("models")),
        spoil("models a text", e -> signer(e).put("models", "P1")),
        spoil("model blank", e -> signer(e).putArray("models").add("")),
        spoil("model number", e -> signer(e).putArray("models").add(1)),
        spoil("model twice", e -> signer(e).putArray("models").add("P1").add("P1")),
        spoil("model with an escape", e -> signer(e).putArray("models").add("P\u001b[31m")));
  }

  private static Arguments spoil(String name, Consumer<Example> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Example> change) {
    Example example = new Example();
    change.accept(example);
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesTooMuch() {
    Example signers = new Example();
    for (int i = 0; i <= InventoryLimits.REFERENCE_SIGNERS_MAX_COUNT; i++) {
      signer(signers);
    }
    assertThatThrownBy(() -> read(signers)).hasMessageContaining("WG-INV-0003");
    Example models = new Example();
    ArrayNode list = signer(models).putArray("models");
    for (int i = 0; i <= InventoryLimits.MODELS_MAX_COUNT; i++) {
      list.add("m" + i);
    }
    assertThatThrownBy(() -> read(models)).hasMessageContaining("WG-INV-0003");
  }
}
