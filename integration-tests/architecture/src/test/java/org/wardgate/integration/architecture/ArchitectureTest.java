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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house's walls: who may compile against whom. */
class ArchitectureTest {
  private static final JavaClasses WARDGATE =
      new ClassFileImporter().importPackages("org.wardgate");

  /** What every bundle may use. */
  private static final String[] FOUNDATION = {
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
    "org.wardgate.crypto.."
  };

  /** Each bundle's own package and what it may use beyond the foundation. */
  enum Stage {
    INVENTORY("org.wardgate.inventory", "com.fasterxml.jackson.."),
    TRANSPORT_COAP("org.wardgate.transport.coap", "org.eclipse.californium.."),
    ONBOARDING("org.wardgate.onboarding", "org.wardgate.api.onboarding"),
    PKI("org.wardgate.pki", "org.wardgate.api.pki"),
    MUD("org.wardgate.mud", "org.wardgate.api.mud", "com.fasterxml.jackson.."),
    ATTESTATION(
        "org.wardgate.attestation", "org.wardgate.api.attestation", "com.fasterxml.jackson.."),
    TRUST("org.wardgate.trust", "org.wardgate.api.trust"),
    ENFORCEMENT_NFT("org.wardgate.enforcement.nft", "org.wardgate.api.enforcement"),
    WARD_NETWORK(
        "org.wardgate.ward.network", "org.wardgate.api.network", "com.fasterxml.jackson.."),
    NAMES("org.wardgate.names", "org.wardgate.api.names", "org.xbill.DNS.."),
    JOURNAL("org.wardgate.journal", "org.wardgate.api.journal", "org.sqlite..", "javax.sql.."),
    CLOUD(
        "org.wardgate.cloud",
        "org.wardgate.api.cloud",
        "org.wardgate.api.journal",
        "org.wardgate.api.view",
        "com.fasterxml.jackson.."),
    DECISION("org.wardgate.decision", "org.wardgate.api..", "com.fasterxml.jackson.."),
    CONSOLE(
        "org.wardgate.console", "org.wardgate.api..", "com.fasterxml.jackson..", "javax.servlet.."),
    PLATFORM_FELIX("org.wardgate.platform.felix", "org.eclipse.paho..");

    private final String own;
    private final List<String> allowed;

    Stage(String own, String... more) {
      this.own = own;
      this.allowed = new ArrayList<>(List.of(FOUNDATION));
      allowed.add(own + "..");
      allowed.addAll(List.of(more));
    }
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void aStageSeesTheFoundationAndItsOwnApiPackage(Stage stage) {
    classes()
        .that(resideInAPackage(stage.own + ".."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(stage.allowed.toArray(String[]::new))
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
  void nobodySeesDbusOrKura() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.freedesktop.dbus..", "org.eclipse.kura..")
        .check(WARDGATE);
  }

  @Test
  void theApiDependsOnNothingOfOurs() {
    classes()
        .that(resideInAPackage("org.wardgate.api.."))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.wardgate.api..", "org.jspecify..", "org.osgi.annotation..")
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
