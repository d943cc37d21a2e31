package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.AdvisoryAuthority;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;

class AdvisoryAuthorityReaderTest {
  private static final String ROOT = new Hospital("CERT").rootPem();

  private static Example example() {
    Example example = new Example();
    ObjectNode cert =
        example.root.putArray("authorities").addObject().put("id", "cert").put("name", "The CERT");
    cert.putArray("signers").add(ROOT);
    cert.putArray("manufacturers").add("acme");
    return example;
  }

  private static ObjectNode authority(Example example) {
    return (ObjectNode) example.root.path("authorities").path(0);
  }

  private static InventorySnapshot read(Example example) throws RefusedException {
    return InventoryReader.read(Hospital.bytes(example.toString()));
  }

  private static <T> T only(Map<String, T> byId) {
    assertThat(byId).hasSize(1);
    return byId.values().iterator().next();
  }

  @Test
  void readsTheDocumentedForm() throws RefusedException {
    AdvisoryAuthority cert = only(read(example()).authorities());
    assertThat(cert.manufacturerIds()).containsExactly("acme");
    assertThat(cert.signers()).hasSize(1);
    assertThat(cert.name()).isEqualTo("The CERT");
    assertThat(read(new Example()).authorities()).isEmpty();
  }

  @Test
  void readsWhatAManufacturerMayDo() throws RefusedException {
    Example example = new Example();
    Manufacturer silent = only(read(example).manufacturers());
    assertThat(silent.bootstrappingAllowed()).isFalse();
    assertThat(silent.expiredSignerGraceDays()).isZero();
    example.maker().put("bootstrappingAllowed", true).put("expiredSignerGraceDays", 3650);
    Manufacturer allowed = only(read(example).manufacturers());
    assertThat(allowed.bootstrappingAllowed()).isTrue();
    assertThat(allowed.expiredSignerGraceDays()).isEqualTo(3650);
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("no array", e -> e.root.put("authorities", "cert")),
        spoil("no object", e -> ((ArrayNode) e.root.path("authorities")).add(1)),
        spoil("unknown field", e -> authority(e).put("signer", "x")),
        spoil("id with capitals", e -> authority(e).put("id", "CERT")),
        spoil("id of a manufacturer", e -> authority(e).put("id", "acme")),
        spoil("name blank", e -> authority(e).put("name", " ")),
        spoil("no signers", e -> authority(e).putArray("signers")),
        spoil("signers missing", e -> authority(e).remove("signers")),
        spoil("signer no PEM", e -> authority(e).putArray("signers").add("hello")),
        spoil("no manufacturers", e -> authority(e).putArray("manufacturers")),
        spoil("manufacturers missing", e -> authority(e).remove("manufacturers")),
        spoil("manufacturer unknown", e -> authority(e).withArray("manufacturers").add("other")),
        spoil("manufacturer twice", e -> authority(e).withArray("manufacturers").add("acme")),
        spoil("manufacturer a number", e -> authority(e).withArray("manufacturers").add(1)),
        spoil(
            "authority twice",
            e -> ((ArrayNode) e.root.path("authorities")).add(authority(e).deepCopy())));
  }

  private static Arguments spoil(String name, Consumer<Example> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void refusesAnythingElse(String name, Consumer<Example> change) {
    Example example = example();
    change.accept(example);
    assertThatThrownBy(() -> read(example))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-INV-0002");
  }

  @Test
  void refusesMoreThanTheLimit() {
    Example example = example();
    for (int i = 0; i < InventoryLimits.ADVISORY_AUTHORITIES_MAX_COUNT; i++) {
      ((ArrayNode) example.root.path("authorities"))
          .add(authority(example).deepCopy().put("id", "cert-" + i));
    }
    assertThatThrownBy(() -> read(example)).hasMessageContaining("WG-INV-0003");
  }

  @Test
  void mayComeBeforeTheManufacturersItNames() throws RefusedException {
    Example example = example();
    String moved =
        "{\"authorities\":"
            + example.root.remove("authorities")
            + ","
            + example.toString().substring(1);
    assertThat(InventoryReader.read(Hospital.bytes(moved)).authorities()).hasSize(1);
  }
}
