package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.IdevidRules.KeyAlgorithm;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;

class IdevidRulesReaderTest {
  private static final String PEM = new Hospital("Other").rootPem();

  private static InventorySnapshot read(Example example) throws RefusedException {
    return InventoryReader.read(Hospital.bytes(example.toString()));
  }

  private static ObjectNode rules(Example example) {
    return example.maker().withObject("/idevidRules");
  }

  @Test
  void readsTheDocumentedForm() throws RefusedException {
    Example example = new Example();
    ObjectNode rules = rules(example);
    rules.putArray("organizations").add("Acme Medical Ltd.");
    rules.putArray("hardwareTypes").add("1.3.6.1.4.1.32473.1");
    rules.put("hardwareModuleNameRequired", true);
    rules.putArray("keyAlgorithms").add("P-384").add("Ed25519");
    rules.putArray("crls").add(Revocations.GOOD);
    example.maker().putArray("idevidAnchors").add(Revocations.ROOT);
    ObjectNode masa = example.maker().putObject("masa").put("url", "https://masa.acme.example/");
    masa.putArray("signers").add(PEM);
    masa.putArray("tlsAnchors").add(PEM);
    example.deviceClass().putArray("joinMethods").add("shared-key").add("eap");
    example.deviceClass().put("serverKeysAllowed", true);
    example
        .root
        .putArray("peerGateways")
        .addObject()
        .put("id", "ward-b")
        .putArray("anchors")
        .add(PEM);

    InventorySnapshot inventory = read(example);
    Manufacturer acme = inventory.manufacturers().values().iterator().next();
    IdevidRules read = acme.idevidRules();
    assertThat(read.organizations()).containsExactly("Acme Medical Ltd.");
    assertThat(read.hardwareTypes()).containsExactly("1.3.6.1.4.1.32473.1");
    assertThat(read.hardwareModuleNameRequired()).isTrue();
    assertThat(read.keyAlgorithms())
        .containsExactlyInAnyOrder(KeyAlgorithm.P384, KeyAlgorithm.ED25519);
    assertThat(read.revocations()).hasSize(1);
    assertThat(acme.masa().url()).isEqualTo("https://masa.acme.example/");
    assertThat(acme.masa().signers()).hasSize(1);
    assertThat(acme.masa().tlsAnchors()).hasSize(1);
    assertThat(inventory.classes().values())
        .allMatch(c -> c.joinMethods().equals(Set.of(JoinMethod.SHARED_KEY, JoinMethod.EAP)))
        .allMatch(c -> c.serverKeysAllowed());
    assertThat(inventory.peerGateways().keySet()).containsExactly("ward-b");
  }

  @Test
  void withoutThemTheUsualRulesHold() throws RefusedException {
    InventorySnapshot inventory = read(new Example());
    assertThat(inventory.manufacturers().values())
        .allMatch(maker -> maker.idevidRules().equals(IdevidRules.DEFAULT))
        .allMatch(maker -> maker.masa().equals(Masa.NONE));
    assertThat(inventory.classes().values())
        .allMatch(c -> c.joinMethods().equals(Set.of(JoinMethod.CERTIFICATE)))
        .noneMatch(c -> c.serverKeysAllowed());
    assertThat(inventory.peerGateways()).isEmpty();
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        spoil("rules no object", e -> e.maker().put("idevidRules", 1)),
        spoil("unknown rule", e -> rules(e).put("organisation", "x")),
        spoil("organization number", e -> rules(e).putArray("organizations").add(1)),
        spoil("organization blank", e -> rules(e).putArray("organizations").add(" ")),
        spoil("hardware type", e -> rules(e).putArray("hardwareTypes").add("pump")),
        spoil("hardware type 3.1", e -> rules(e).putArray("hardwareTypes").add("3.1")),
        spoil("required text", e -> rules(e).put("hardwareModuleNameRequired", "true")),
        spoil("RSA", e -> rules(e).putArray("keyAlgorithms").add("RSA")),
        spoil("no key algorithm", e -> rules(e).putArray("keyAlgorithms")),
        spoil("CRL no text", e -> rules(e).putArray("crls").add(1)),
        spoil("CRL no PEM", e -> rules(e).putArray("crls").add("hello")),
        spoil("a certificate as CRL", e -> rules(e).putArray("crls").add(PEM)),
        spoil("CRL of another CA", e -> rules(e).putArray("crls").add(Revocations.GOOD)),
        spoil("CRL with a wrong signature", e -> revoking(e, Revocations.FORGED)),
        spoil("CRL by a CA without cRLSign", e -> revoking(e, Revocations.NO_CRL_SIGN)),
        spoil("delta CRL", e -> revoking(e, Revocations.DELTA)),
        spoil("partial CRL", e -> revoking(e, Revocations.PARTIAL)),
        spoil("CRL with SHA-1", e -> revoking(e, Revocations.SHA1)),
        spoil("masa without signers", e -> e.maker().putObject("masa")),
        spoil("masa unknown field", e -> e.maker().putObject("masa").put("uri", "https://a.b/")),
        spoil("masa http", e -> masa(e).put("url", "http://masa.example/")),
        spoil("join method", e -> e.deviceClass().putArray("joinMethods").add("psk")),
        spoil("no join method", e -> e.deviceClass().putArray("joinMethods")),
        spoil("server keys text", e -> e.deviceClass().put("serverKeysAllowed", "no")),
        spoil("gateway id", e -> gateway(e, "Ward B")),
        spoil("gateway twice", e -> gateway(gateway(e, "b"), "b")),
        spoil(
            "gateway without anchors",
            e -> e.root.putArray("peerGateways").addObject().put("id", "b")));
  }

  private static ObjectNode masa(Example example) {
    ObjectNode masa = example.maker().putObject("masa");
    masa.putArray("signers").add(PEM);
    return masa;
  }

  private static void revoking(Example example, String crl) {
    example.maker().putArray("idevidAnchors").add(Revocations.ROOT).add(Revocations.MUTE_ROOT);
    rules(example).putArray("crls").add(crl);
  }

  private static Example gateway(Example example, String id) {
    example.root.withArray("peerGateways").addObject().put("id", id).putArray("anchors").add(PEM);
    return example;
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
    Example values = new Example();
    for (int i = 0; i <= InventoryLimits.RULE_VALUES_MAX_COUNT; i++) {
      rules(values).withArray("organizations").add("o" + i);
    }
    assertThatThrownBy(() -> read(values)).hasMessageContaining("WG-INV-0003");
    Example lists = new Example();
    for (int i = 0; i <= InventoryLimits.CRLS_MAX_COUNT; i++) {
      rules(lists).withArray("crls").add(Revocations.GOOD);
    }
    assertThatThrownBy(() -> read(lists)).hasMessageContaining("WG-INV-0003");
    Example gateways = new Example();
    for (int i = 0; i <= InventoryLimits.PEER_GATEWAYS_MAX_COUNT; i++) {
      gateway(gateways, "g" + i);
    }
    assertThatThrownBy(() -> read(gateways)).hasMessageContaining("WG-INV-0003");
  }
}
