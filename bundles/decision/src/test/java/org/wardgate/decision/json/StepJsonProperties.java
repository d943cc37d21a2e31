package org.wardgate.decision.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.CertificateFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Erasure;
import org.wardgate.decision.state.Exemption;
import org.wardgate.decision.state.Exemptions;
import org.wardgate.decision.state.Expected;
import org.wardgate.decision.state.Handover;
import org.wardgate.decision.state.IdevidFacts;
import org.wardgate.decision.state.IssuingFacts;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Revocation;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;
import org.wardgate.decision.state.Twin;
import org.wardgate.decision.state.UrlSource;

/** What the journal holds is what was decided. */
class StepJsonProperties {
  @Property(tries = 300)
  void readsBackWhatWasWritten(@ForAll("cases") DeviceCase deviceCase) {
    List<Outcome> outcomes =
        List.of(
            new Outcome.PolicyIs(compile()),
            new Outcome.CaseIs(deviceCase),
            new Outcome.CaseForgotten(TestWard.PUMP),
            new Outcome.ExpectedIs(TestWard.PUMP, Optional.of(new Expected("g2", TestWard.START))),
            new Outcome.ExpectedIs(TestWard.PUMP, Optional.empty()),
            new Outcome.IssuingIs(
                new IssuingFacts(Optional.of(new Problem("WG-PKI-0009", "r", line(), "m")), 7)),
            new Outcome.IssuingIs(IssuingFacts.NONE),
            new Outcome.ClockTurned(false, TestWard.START));
    outcomes = Stream.concat(outcomes.stream(), Samples.assurances().stream()).toList();
    String line = line();
    StepJson.Recorded recorded = StepJson.read(StepJson.write(line, outcomes, List.of()));
    assertThat(recorded.outcomes()).isEqualTo(outcomes);
    assertThat(recorded.line()).isEqualTo(line);
  }

  private static String line() {
    return "line \"quoted\" \u2713";
  }

  private static org.wardgate.api.policy.PolicySet compile() {
    try {
      return TestWard.compiler().compile(TestWard.file(TestWard.PUMP)).policy();
    } catch (org.wardgate.api.error.RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 500)
  void foreignTextIsRefusedAndNothingElse(@ForAll String text) {
    Bytes bytes = Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    try {
      StepJson.read(bytes);
    } catch (IllegalArgumentException expected) {
      assertThat(expected.getMessage()).isNotNull();
    }
  }

  @Example
  void unknownOutcomesAreRefused() {
    Bytes bytes = Bytes.of("{\"outcomes\":[{\"surprise\":1}]}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> StepJson.read(bytes)).isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<DeviceCase> cases() {
    Arbitrary<Standing> standings =
        Combinators.combine(
                Arbitraries.of(DeviceState.values()),
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.of(true, false))
            .as(
                (state, text, bad) ->
                    bad
                        ? Standing.bad(
                            state, TestWard.START, new Problem("WG-DEC-0001", "r", text, "m"))
                        : Standing.good(state, TestWard.START, text));
    Arbitrary<PolicyFacts> policies =
        Combinators.combine(profile(), profile(), profile(), Arbitraries.of(true, false))
            .as(
                (a, b, c, flag) ->
                    new PolicyFacts(
                        "acme",
                        new NamedUrl(
                            "https://mud.example/x",
                            UrlSource.INVENTORY,
                            flag ? "https://mud.example/y" : ""),
                        a,
                        b,
                        flag,
                        c,
                        !flag,
                        flag,
                        flag ? b : c,
                        a));
    Arbitrary<TrustFacts> trusts =
        Combinators.combine(
                Arbitraries.of(Tier.values()),
                Arbitraries.doubles().between(0, 1),
                Arbitraries.doubles().between(0, 1e6),
                Arbitraries.of(true, false))
            .as(Samples::trust);
    return Combinators.combine(
            Arbitraries.of(TestWard.ALL), standings, policies, trusts, Arbitraries.of(true, false))
        .as(
            (device, standing, policy, trust, bound) ->
                new DeviceCase(
                    device,
                    "name \u00e9",
                    standing,
                    new Location(
                        TransportKind.COAP,
                        TestWard.binding(device).address().getHostAddress(),
                        bound ? Optional.of(TestWard.binding(device)) : Optional.empty()),
                    policy,
                    trust,
                    bound ? new AdvisoryMarks("ADV-1", "") : AdvisoryMarks.NONE,
                    bound ? life(device.value()) : Life.NONE,
                    bound ? exemptions(device.value()) : Exemptions.NONE));
  }

  private static Exemptions exemptions(String reason) {
    Exemption acceptance =
        new Exemption(
            Kind.ACCEPTANCE,
            "ann",
            reason,
            TestWard.START,
            Duration.ofHours(1),
            TestWard.START.plusSeconds(7),
            Optional.empty(),
            false,
            true);
    Exemption breakGlass =
        new Exemption(
            Kind.BREAK_GLASS,
            "code 7",
            line(),
            TestWard.START,
            Duration.ofMillis(60_001),
            TestWard.START,
            Optional.of(new Problem("WG-DEC-0003", "r", line(), "m")),
            true,
            false);
    return Exemptions.NONE.with(acceptance).with(breakGlass);
  }

  private static Life life(String text) {
    return new Life(
        new CertificateFacts(
            "ab",
            "0c",
            Optional.of(TestWard.START),
            Optional.of(TestWard.START),
            Optional.of(Bytes.ofHex("3000"))),
        Optional.of(
            new Revocation(
                RevocationReason.KEY_COMPROMISE, TestWard.START, Revocation.Progress.FAILED, true)),
        new IdevidFacts("cd", "ce", "0f"),
        text,
        "ef",
        Optional.of(new Twin("10.0.0.1", "10.0.0.2", TestWard.START)),
        Optional.of(
            new Handover("g2", "ann", TestWard.START, true, Optional.of(Bytes.ofHex("00ff")))),
        Erasure.ORDERED);
  }

  private static Arbitrary<Optional<ProfileId>> profile() {
    return Arbitraries.of(Optional.empty(), Optional.of(new ProfileId("0123456789abcdef")));
  }
}
