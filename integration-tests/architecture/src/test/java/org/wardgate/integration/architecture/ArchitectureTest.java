package org.wardgate.integration.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's walls: who may compile against whom. */
class ArchitectureTest {
  private static final JavaClasses WARDGATE =
      new ClassFileImporter().importPackages("org.wardgate");

  /** What every bundle may use. */
  private static final List<String> FOUNDATION =
      List.of(
          "java..",
          "javax.crypto..",
          "javax.net..",
          "javax.security..",
          "org.slf4j..",
          "org.jspecify..",
          "org.osgi..",
          "org.wardgate.api",
          "org.wardgate.api.error",
          "org.wardgate.api.transport",
          "org.wardgate.api.identity",
          "org.wardgate.api.inventory",
          "org.wardgate.api.policy",
          "org.wardgate.api.platform",
          "org.wardgate.api.configuration",
          "org.eclipse.kura.configuration",
          "org.wardgate.crypto..");

  /**
   * A bundle.
   *
   * @param own its own package
   * @param allowed what it may use
   */
  record Stage(String own, List<String> allowed) {}

  /** Each bundle's own package and what it may use beyond the foundation. */
  static Stream<Stage> stages() {
    return Stream.of(
        stage("org.wardgate.inventory", "com.fasterxml.jackson.."),
        stage("org.wardgate.transport.coap", "org.eclipse.californium.."),
        stage("org.wardgate.identity", "org.wardgate.api.onboarding"),
        stage("org.wardgate.device.keys", "org.wardgate.api.onboarding", "com.fasterxml.jackson.."),
        stage("org.wardgate.registrar", "org.wardgate.api.onboarding", "com.fasterxml.jackson.."),
        stage("org.wardgate.coap.eap", "org.wardgate.api.onboarding"),
        stage("org.wardgate.onboarding", "org.wardgate.api.onboarding"),
        stage("org.wardgate.pki", "org.wardgate.api.pki"),
        stage("org.wardgate.mud", "org.wardgate.api.mud", "com.fasterxml.jackson.."),
        stage(
            "org.wardgate.attestation",
            "org.wardgate.api.attestation..",
            "com.fasterxml.jackson.."),
        stage(
            "org.wardgate.references", "org.wardgate.api.attestation..", "com.fasterxml.jackson.."),
        stage(
            "org.wardgate.vulnerabilities",
            "org.wardgate.api.vulnerability",
            "com.fasterxml.jackson.."),
        stage(
            "org.wardgate.conformity",
            "org.wardgate.api.conformity",
            "org.wardgate.api.view",
            "org.wardgate.api.trust",
            "org.wardgate.api.attestation",
            "com.fasterxml.jackson.."),
        stage("org.wardgate.trust", "org.wardgate.api.trust"),
        stage("org.wardgate.enforcement.nft", "org.wardgate.api.enforcement"),
        stage("org.wardgate.ward.network", "org.wardgate.api.network", "com.fasterxml.jackson.."),
        stage("org.wardgate.names", "org.wardgate.api.names", "org.xbill.DNS.."),
        stage("org.wardgate.journal", "org.wardgate.api.journal", "org.sqlite..", "javax.sql.."),
        stage(
            "org.wardgate.cloud",
            "org.wardgate.api.cloud",
            "org.wardgate.api.journal",
            "org.wardgate.api.command",
            "org.wardgate.api.update",
            "org.wardgate.api.view",
            "com.fasterxml.jackson.."),
        stage("org.wardgate.decision", "org.wardgate.api..", "com.fasterxml.jackson.."),
        stage(
            "org.wardgate.console",
            "org.wardgate.api..",
            "com.fasterxml.jackson..",
            "javax.servlet.."),
        stage("org.wardgate.settings", "javax.xml.stream.."),
        stage(
            "org.wardgate.updater",
            "org.wardgate.api.update",
            "org.apache.felix..",
            "com.fasterxml.jackson.."),
        stage("org.wardgate.platform.felix", "org.eclipse.paho..", "com.fasterxml.jackson.."),
        stage("org.wardgate.platform.kura", "org.eclipse.kura.."));
  }

  private static Stage stage(String own, String... more) {
    List<String> allowed = new ArrayList<>(FOUNDATION);
    allowed.add(own + "..");
    allowed.addAll(List.of(more));
    return new Stage(own, List.copyOf(allowed));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aStageSeesTheFoundationAndItsOwnApiPackage(Stage stage) {
    classes()
        .that(resideInAPackage(stage.own() + ".."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(stage.allowed().toArray(String[]::new))
                .or(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "primitives and arrays", c -> c.isPrimitive() || c.isArray())))
        .check(WARDGATE);
  }

  @Test
  void onlyCryptoSeesBouncyCastleAndTheCborLibrary() {
    noClasses()
        .that(resideInAPackage("org.wardgate.."))
        .and(
            com.tngtech.archunit.base.DescribedPredicate.not(
                resideInAPackage("org.wardgate.crypto..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..", "com.upokecenter..")
        .check(WARDGATE);
  }

  @Test
  void onlyTransportCoapSeesCalifornium() {
    noClasses()
        .that(resideInAPackage("org.wardgate.."))
        .and(
            com.tngtech.archunit.base.DescribedPredicate.not(
                resideInAPackage("org.wardgate.transport.coap..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse.californium..")
        .check(WARDGATE);
  }

  @Test
  void nobodySeesDbus() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.freedesktop.dbus..")
        .check(WARDGATE);
  }

  /** Apart from the marker that makes a component show up in Kura's console. */
  @Test
  void onlyPlatformKuraSeesKura() {
    noClasses()
        .that(resideInAPackage("org.wardgate.."))
        .and(
            com.tngtech.archunit.base.DescribedPredicate.not(
                resideInAPackage("org.wardgate.platform.kura..")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.eclipse.kura..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(
                            org.eclipse.kura.configuration.ConfigurableComponent.class))))
        .check(WARDGATE);
  }

  /** It replaces the bundles that it would need. */
  @Test
  void theInstallerNeedsNothingOfOurs() {
    classes()
        .that(resideInAPackage("org.wardgate.installer.."))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.slf4j..", "org.jspecify..", "org.osgi..", "org.wardgate.installer..")
        .check(WARDGATE);
  }

  @Test
  void theApiDependsOnNothingOfOurs() {
    classes()
        .that(resideInAPackage("org.wardgate.api.."))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "org.wardgate.api..",
            "org.jspecify..",
            "org.osgi.annotation..")
        .check(WARDGATE);
  }

  @Test
  void theRulesOfTheDecisionCoreTouchNothing() {
    noClasses()
        .that(resideInAnyPackage("org.wardgate.decision.rules..", "org.wardgate.decision.state.."))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.nio.file..",
            "java.util.concurrent..",
            "org.slf4j..",
            "com.fasterxml.jackson..",
            "org.wardgate.api.journal",
            "org.wardgate.decision.run..",
            "org.wardgate.decision.json..")
        .check(WARDGATE);
  }

  @Test
  void bundlesDoNotCallEachOther() {
    SlicesRuleDefinition.slices()
        .matching("org.wardgate.(*)..")
        .namingSlices("bundle $1")
        .should()
        .beFreeOfCycles()
        .check(WARDGATE);
  }
}
