package org.wardgate.attestation.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** The example of docs/protection-profiles.md comes out as it says, row by row. */
class ProfileDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("wardgate.root", "../.."), "docs", "protection-profiles.md");
  private static final References REFERENCES = Sample.references(Sample.CLASS);

  private static ProtectionProfile profile() throws IOException {
    Matcher block =
        Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    assertThat(block.find()).isTrue();
    return Sample.profile(block.group(1));
  }

  private static void assertRow(Appraisal appraisal, Tier tier, String code) {
    assertThat(appraisal.tier()).isEqualTo(tier);
    assertThat(appraisal.problem().map(Problem::code).orElse("")).isEqualTo(code);
  }

  private static VerifiedEvidence booted(long times) {
    VerifiedEvidence good = Sample.evidence();
    Map<String, FactValue> facts = new HashMap<>(good.facts());
    facts.put("boot-count", FactValue.of(times));
    return new VerifiedEvidence(
        good.scheme(),
        good.attester(),
        good.classId(),
        good.components(),
        facts,
        good.observed(),
        Map.of());
  }

  @Test
  void everyRowComesOutAsItSays() throws IOException {
    ProtectionProfile profile = profile();
    Appraisal good = AppraisalEngine.appraise(Sample.evidence(), REFERENCES, profile);
    assertRow(good, Tier.AFFIRMING, "");
    assertThat(good.vector())
        .isEqualTo(
            Map.of("instance-identity", 2, "hardware", 2, "executables", 3, "runtime-opaque", 2));
    VerifiedEvidence foreign =
        Sample.evidence(
            List.of(
                Sample.measured("BL", Sample.BOOTLOADER),
                Sample.measured("APP", Bytes.ofHex("66".repeat(32)))),
            Map.of());
    assertRow(
        AppraisalEngine.appraise(foreign, REFERENCES, profile),
        Tier.CONTRAINDICATED,
        "WG-ATT-0015");
    assertRow(
        AppraisalEngine.appraise(booted(1_000), REFERENCES, profile), Tier.WARNING, "WG-PRF-0003");
    assertRow(
        AppraisalEngine.appraise(Sample.evidence("boot-count", "-"), REFERENCES, profile),
        Tier.NONE,
        "WG-PRF-0004");
    assertRow(
        AppraisalEngine.appraise(
            Sample.evidence("lifecycle", "non-rot-debug"), REFERENCES, profile),
        Tier.NONE,
        "WG-ATT-0016");
    assertRow(
        AppraisalEngine.appraise(
            Sample.evidence(),
            REFERENCES,
            profile,
            new Circumstances(Set.of("control-flow"), Optional.empty())),
        Tier.NONE,
        "WG-PRF-0005");
    assertRow(
        AppraisalEngine.appraise(Sample.evidence(), References.NONE, profile),
        Tier.NONE,
        "WG-ATT-0017");
  }

  @Test
  void everyFactThatTheGatewayFindsIsInTheTable() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (String fact :
        List.of(
            Facts.AUTHENTIC,
            Facts.SCHEME,
            Facts.CLASS_CONTRADICTED,
            Facts.REFERENCE_FOUND,
            Facts.MEASURED,
            Facts.MATCHED,
            Facts.OUTDATED,
            Facts.RUNTIME,
            Facts.GOOD,
            Facts.LIFECYCLE,
            Facts.CERTIFICATION)) {
      assertThat(document).contains("`" + fact + "`");
    }
  }
}
