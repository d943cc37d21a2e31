package org.wardgate.vulnerabilities.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.api.vulnerability.VulnerabilityEvent.Assessment;
import org.wardgate.vulnerabilities.model.Content.Sbom;
import org.wardgate.vulnerabilities.model.Content.Statements;
import org.wardgate.vulnerabilities.model.Document;
import org.wardgate.vulnerabilities.read.DocumentReader;
import org.wardgate.vulnerabilities.testing.Papers;

class AssessorTest {
  private static final String LATER = "2026-03-05T08:00:00Z";
  private static final String PUMP = "pkg:generic/acme/p100@2.1.0";
  private static final Speaker ACME =
      new Speaker(
          "manufacturer acme",
          Set.of("acme"),
          Optional.of(new ReferenceSigner(List.of(), "Acme Medical", List.of("P100"))));
  private static final Speaker CERT =
      new Speaker("authority cert", Set.of("acme"), Optional.empty());
  private static final Speaker OTHER =
      new Speaker("authority other", Set.of("o"), Optional.empty());

  private static Source by(Speaker speaker, String text) throws RefusedException {
    Document document = DocumentReader.read(Papers.bytes(text));
    return new Source(List.of(speaker), (Statements) document.content(), document.at());
  }

  private static Assessment assess(Source... sources) throws RefusedException {
    return assess(Papers.sbom(), sources);
  }

  private static Assessment assess(String sbom, Source... sources) throws RefusedException {
    Document document = DocumentReader.read(Papers.bytes(sbom));
    return Assessor.assess(
        new Firmware("acme", (Sbom) document.content(), document.at()), List.of(sources));
  }

  @Test
  void withoutStatementsNothingIsOpen() throws RefusedException {
    Assessment assessment = assess();
    assertThat(assessment.openCount()).isZero();
    assertThat(assessment.cvssMax()).isZero();
    assertThat(assessment.manufacturerId()).isEqualTo("acme");
    assertThat(assessment.model()).isEqualTo("P100");
    assertThat(assessment.version()).isEqualTo("2.1.0");
  }

  @Test
  void theManufacturersCsafIsCompared() throws RefusedException {
    Assessment assessment = assess(by(ACME, Papers.csaf()));
    assertThat(assessment.ids()).containsExactly("CVE-2026-1000");
    assertThat(assessment.cvssMax()).isEqualTo(9.8);
    assertThat(assessment.exploitedCount()).isEqualTo(1);
    assertThat(assessment.fixedIn()).isEqualTo("2.2.0");
    assertThat(assessment.at()).isEqualTo("2026-03-02T11:00:00Z");
  }

  @Test
  void aLibraryThatACertWarnsOfIsFoundInTheSbom() throws RefusedException {
    Assessment assessment = assess(by(CERT, Papers.library("CVE-2026-5", "affected")));
    assertThat(assessment.ids()).containsExactly("CVE-2026-5");
    assertThat(assessment.cvssMax()).isEqualTo(Assessor.SCORE_UNSTATED);
  }

  @Test
  void theManufacturerKnowsBetterThanTheCertWhatReachesItsProduct() throws RefusedException {
    Source cert = by(CERT, Papers.library("CVE-2026-1001", "affected"));
    assertThat(assess(cert).openCount()).isEqualTo(1);
    assertThat(assess(cert, by(ACME, Papers.csaf())).ids()).doesNotContain("CVE-2026-1001");
  }

  @Test
  void whoInvestigatesHidesNothingThatOthersSay() throws RefusedException {
    Source cert = by(CERT, Papers.library("CVE-2026-0001", "affected"));
    Source acme = by(ACME, Papers.openVex("under_investigation"));
    assertThat(assess(cert, acme).openCount()).isEqualTo(1);
    assertThat(assess(acme).openCount()).isZero();
  }

  @Test
  void whatIsExploitedAndStillInvestigatedIsOpen() throws RefusedException {
    Assessment assessment =
        assess(
            by(ACME, Papers.openVex("under_investigation")),
            by(CERT, Papers.exploited("CVE-2026-0001")));
    assertThat(assessment.openCount()).isEqualTo(1);
    assertThat(assessment.exploitedCount()).isEqualTo(1);
  }

  @Test
  void theNewestWordOfAnIssuerCountsAndTheWorstOfSeveral() throws RefusedException {
    Source before = by(ACME, Papers.openVex("affected"));
    Source after = by(ACME, Papers.openVex(2, LATER, "CVE-2026-0001", PUMP, "not_affected"));
    Source cert = by(CERT, Papers.openVex("affected"));
    assertThat(assess(before, after).openCount()).isZero();
    assertThat(assess(before, after, cert).openCount()).isEqualTo(1);
  }

  @Test
  void aComponentThatTheSbomForgotStillCounts() throws RefusedException {
    Source acme =
        by(ACME, Papers.openVexPart("CVE-2026-9", "pkg:generic/zlib@1.2", "affected", LATER));
    assertThat(assess(acme).ids()).containsExactly("CVE-2026-9");
    Source none =
        by(ACME, Papers.openVexPart("CVE-2026-9", "pkg:generic/zlib@1.2", "not_affected", LATER));
    assertThat(assess(none).openCount()).isZero();
  }

  @Test
  void oneComponentThatIsNotAffectedDoesNotClearTheOther() throws RefusedException {
    Source ssl =
        by(
            ACME,
            Papers.openVexPart("CVE-2026-9", "pkg:generic/openssl@1.1.1k", "not_affected", LATER));
    Source lwip =
        by(
            CERT,
            Papers.library("CVE-2026-9", "affected")
                .replace("pkg:generic/openssl@1.1.1k", "pkg:generic/lwip@2.1.2"));
    assertThat(assess(ssl, lwip).openCount()).isEqualTo(1);
  }

  @Test
  void otherVersionsAreOtherSoftware() throws RefusedException {
    assertThat(assess(by(ACME, Papers.openVex("affected").replace("@2.1.0", "@2.0.9"))).openCount())
        .isZero();
    assertThat(
            assess(by(CERT, Papers.library("CVE-2026-5", "affected").replace("1.1.1k", "1.1.1l")))
                .openCount())
        .isZero();
    assertThat(assess(by(ACME, Papers.openVex("affected").replace("@2.1.0", ""))).openCount())
        .isEqualTo(1);
  }

  @Test
  void whatIsUnclearCountsAgainstAndNeverForIt() throws RefusedException {
    String unknown =
        Papers.sbom()
            .replace("\"version\": \"2.1.0\",", "")
            .replace("@2.1.0", "")
            .replace(":2.1.0:", ":*:");
    Source affected = by(ACME, Papers.openVex("affected"));
    Source cleared = by(ACME, Papers.openVex(2, LATER, "CVE-2026-0001", PUMP, "not_affected"));
    assertThat(assess(unknown, affected).openCount()).isEqualTo(1);
    assertThat(assess(unknown, affected, cleared).openCount()).isEqualTo(1);
    Source old = by(ACME, Papers.csaf().replace("vers:generic/<2.0", "up to < 2 or so"));
    assertThat(assess(old).ids()).contains("CVE-2026-1002");
  }

  @Test
  void whoMayNotSpeakOfItIsNotHeard() throws RefusedException {
    assertThat(assess(by(OTHER, Papers.csaf())).openCount()).isZero();
    Speaker otherModel =
        new Speaker(
            "manufacturer acme",
            Set.of("acme"),
            Optional.of(new ReferenceSigner(List.of(), "Acme Medical", List.of("P200"))));
    assertThat(assess(by(otherModel, Papers.csaf())).openCount()).isZero();
    Source cert = by(CERT, Papers.library("CVE-2026-5", "affected"));
    assertThat(assess(cert, by(OTHER, Papers.exploited("CVE-2026-5"))).exploitedCount()).isZero();
  }

  @Test
  void theMostSevereComeFirstAndThereAreNotManyOfThem() throws RefusedException {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sources.add(by(CERT, Papers.library("CVE-2026-20" + (i < 10 ? "0" : "") + i, "affected")));
    }
    sources.add(by(ACME, Papers.csaf()));
    Assessment assessment = assess(sources.toArray(Source[]::new));
    assertThat(assessment.openCount()).isEqualTo(51);
    assertThat(assessment.ids()).hasSize(32).startsWith("CVE-2026-1000", "CVE-2026-2000");
  }

  @Test
  void anOlderFixIsNone() throws RefusedException {
    assertThat(
            assess(by(ACME, Papers.csaf().replace("\"name\": \"2.2.0\"", "\"name\": \"2.0\"")))
                .fixedIn())
        .isEmpty();
  }

  @Property(tries = 100)
  void theOrderOfDocumentsDoesNotMatter(@ForAll @IntRange(max = 1_000) int seed)
      throws RefusedException {
    List<Source> sources =
        new ArrayList<>(
            List.of(
                by(ACME, Papers.csaf()),
                by(CERT, Papers.library("CVE-2026-1001", "affected")),
                by(ACME, Papers.openVex("under_investigation")),
                by(CERT, Papers.openVex("affected")),
                by(CERT, Papers.exploited("CVE-2026-0001"))));
    Assessment expected = assess(sources.toArray(Source[]::new));
    Collections.shuffle(sources, new java.util.Random(seed));
    assertThat(assess(sources.toArray(Source[]::new))).isEqualTo(expected);
  }

  @Property(tries = 100)
  void oneMoreAffectedStatementNeverMakesItBetter(@ForAll @IntRange(max = 31) int which)
      throws RefusedException {
    List<Source> all =
        List.of(
            by(ACME, Papers.csaf()),
            by(CERT, Papers.library("CVE-2026-1001", "affected")),
            by(ACME, Papers.openVex("not_affected")),
            by(CERT, Papers.openVex("affected")),
            by(CERT, Papers.exploited("CVE-2026-0001")));
    List<Source> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if ((which >> i & 1) == 1) {
        some.add(all.get(i));
      }
    }
    Assessment before = assess(some.toArray(Source[]::new));
    some.add(by(CERT, Papers.openVex(1, LATER, "CVE-2026-4", PUMP, "affected")));
    Assessment after = assess(some.toArray(Source[]::new));
    assertThat(after.openCount()).isGreaterThanOrEqualTo(before.openCount());
    assertThat(after.cvssMax()).isGreaterThanOrEqualTo(before.cvssMax());
    assertThat(after.exploitedCount()).isGreaterThanOrEqualTo(before.exploitedCount());
  }
}
