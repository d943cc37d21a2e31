package org.wardgate.integration.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.ec.EcProvider;

class MutationCampaignTest {
  @BeforeAll
  static void provider() {
    EcProvider.install();
  }

  @Test
  void spoiltTokensAndManifestsAreRefusedWithoutCrashHangOrAdmission() throws Exception {
    long seed = new SecureRandom().nextLong();
    MutationCampaign campaign =
        new MutationCampaign(Targets.all(), seed, MutationCampaign.SHORT_COUNT);
    Tally tally = campaign.run(2);
    System.out.println("seed " + seed + ": " + tally.words());
    assertThat(tally.findings()).as("seed %d", seed).isEmpty();
    assertThat(tally.count()).isEqualTo(MutationCampaign.SHORT_COUNT);
  }

  @Test
  void aVerifierThatBelievesCrashesOrIsSlowIsFound() throws Exception {
    assertThat(findings(Target.Verdict.ADMITTED)).anyMatch(found -> found.contains("ADMITTED"));
    assertThat(findings(null)).anyMatch(found -> found.contains("crashed"));
  }

  private static List<String> findings(Target.@org.jspecify.annotations.Nullable Verdict verdict)
      throws InterruptedException {
    Target target =
        new Target() {
          @Override
          public String name() {
            return "wrong";
          }

          @Override
          public Bytes good() {
            return Bytes.ofHex("d28443a10126");
          }

          @Override
          public Verdict verify(Bytes spoilt) {
            if (verdict == null) {
              throw new IllegalStateException("not a refusal");
            }
            return verdict;
          }
        };
    return new MutationCampaign(List.of(target), 1, 10).run(1).findings();
  }
}
