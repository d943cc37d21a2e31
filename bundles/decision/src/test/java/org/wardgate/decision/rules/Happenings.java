package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationResult;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.command.Command;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.rules.TherapyFloorProperties.Blow;

/** Everything that may happen to a ward. */
final class Happenings {
  private Happenings() {}

  /** What people, playbooks, issuers, makers and machines do besides the blows. */
  enum Kind {
    BLOW,
    OVERRULE,
    BREAK_GLASS,
    ACCEPT,
    END_EXEMPTION,
    ADVISORY,
    APPROVE_ADVISORY,
    MEASURED,
    ANSWER_INCIDENT,
    DISMISS_INCIDENT,
    INVENTORY,
    MUD_CHANGED,
    CHANGE_OFFERED,
    CHANGE_TRIED,
    APPROVE_CHANGE,
    UNENFORCEABLE,
    ISSUED,
    PLACED,
    HOURS,
    RESTART,
    ADMIT
  }

  /**
   * One of them.
   *
   * @param pick whatever it needs to choose
   */
  record Happening(Kind kind, TherapyFloorProperties.Kind blow, DeviceId device, int pick) {}

  /** Lets it happen. */
  static void happen(Walk walk, Happening h, boolean attests) {
    walk.pass(Duration.ofSeconds(h.pick() % 20));
    switch (h.kind()) {
      case BLOW ->
          walk.submit(
              TherapyFloorProperties.event(walk, new Blow(h.blow(), h.device(), 0, h.pick())));
      case OVERRULE, BREAK_GLASS, ACCEPT, END_EXEMPTION -> exempt(walk, h);
      case ADVISORY, APPROVE_ADVISORY -> advisory(walk, h);
      case ANSWER_INCIDENT, DISMISS_INCIDENT -> incident(walk, h);
      case MEASURED -> walk.submit(measured(h));
      case INVENTORY ->
          walk.submit(
              new InventoryChanged(
                  TestWard.id("i"),
                  FloorWard.inventory(walk.state().inventory().version() + 1, h.pick(), attests)));
      case MUD_CHANGED -> mud(walk, h);
      case CHANGE_OFFERED, CHANGE_TRIED, APPROVE_CHANGE -> change(walk, h);
      case UNENFORCEABLE, PLACED -> enforcement(walk, h);
      case ISSUED -> issued(walk, h);
      case HOURS -> {
        walk.pass(Duration.ofHours(1 + h.pick() % 13));
        walk.tick();
      }
      case RESTART -> walk.restart();
      case ADMIT -> admit(walk, h.device());
    }
  }

  /** The whole way in, as far as it goes. */
  static void admit(Walk walk, DeviceId device) {
    walk.identify(device);
    walk.submit(
        new org.wardgate.api.network.NetworkEvent.AddressBound(
            TestWard.id("b"), device, TestWard.binding(device)));
    walk.submit(
        new MudEvent.MudFileVerified(TestWard.id("m"), device, TestWard.file(device, "{}")));
    walk.attest(device, Tier.AFFIRMING);
    walk.submit(
        new Command.Accept(TestWard.id("a"), device, Duration.ofHours(30), "ann", "no agent"));
    walk.submit(TestWard.requested(device));
    walk.newest(PkiIntent.IssueCertificate.class)
        .ifPresent(
            i ->
                walk.submit(
                    new PkiEvent.CertificateIssued(
                        i.correlationId(),
                        i.device(),
                        Bytes.ofHex("c0ffee"),
                        walk.state().clock().lastBelieved().plusSeconds(86_400))));
    walk.newest(EnforcementIntent.class)
        .ifPresent(i -> walk.submit(new EnforcementEvent.Enforced(i.correlationId())));
  }

  private static void exempt(Walk walk, Happening h) {
    Duration validity = Duration.ofMinutes(1 + h.pick() % 700);
    DeviceId d = h.device();
    walk.submit(
        switch (h.kind()) {
          case OVERRULE -> new Command.Overrule(TestWard.id("o"), d, validity, "ann", "why");
          case BREAK_GLASS -> new Command.BreakGlass(TestWard.id("b"), d, validity, "c1", "why");
          case ACCEPT ->
              new Command.Accept(TestWard.id("a"), d, validity.plusHours(1), "ann", "why");
          default -> new Command.EndExemption(TestWard.id("e"), d, "ann", "why");
        });
  }

  private static void advisory(Walk walk, Happening h) {
    long version = walk.state().advisory("ADV-1").map(a -> a.newest().version()).orElse(0L);
    if (h.kind() == Kind.APPROVE_ADVISORY) {
      walk.submit(
          new Command.ApproveAdvisory(
              TestWard.id("aa"), "ADV-1", version, h.pick() % 2 == 0 ? "ann" : "bob", "why"));
      return;
    }
    Advisory.Response response =
        List.of(Advisory.Response.values()).get(h.pick() % Advisory.Response.values().length);
    walk.submit(
        TestWard.advisory(version + 1, response, h.pick() % 4 == 0, TestWard.mudUrl(h.device())));
  }

  private static void incident(Walk walk, Happening h) {
    String id = "INC-" + (1 + h.pick() % 4);
    String who = h.pick() % 2 == 0 ? "ann" : "bob";
    walk.submit(
        h.kind() == Kind.ANSWER_INCIDENT
            ? new Command.AnswerIncident(TestWard.id("ai"), id, who, "why")
            : new Command.DismissIncident(TestWard.id("di"), id, who, "why"));
  }

  private static AttestationEvent measured(Happening h) {
    Tier tier = List.of(Tier.values()).get(h.pick() % Tier.values().length);
    Observed observed =
        new Observed(
            "fw" + h.pick() % 3,
            "",
            "",
            false,
            "b" + h.pick() % 2,
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalLong.empty());
    return new AttestationEvent.EvidenceAppraised(
        TestWard.id("x"),
        h.device(),
        new AttestationResult(
            Purpose.RUNTIME,
            tier,
            Map.of("executables", tier.value()),
            Map.of("secure-boot", tier == Tier.AFFIRMING),
            Optional.empty(),
            Bytes.ofHex("00"),
            "ref-1",
            tier == Tier.AFFIRMING
                ? Optional.empty()
                : Optional.of(Problem.of(AttestationErrors.UNKNOWN_MEASUREMENT, "M1")),
            AppraisalBasis.NONE,
            observed));
  }

  private static void mud(Walk walk, Happening h) {
    String content = "{} port=" + (1_000 + h.pick() % 5) + (h.pick() % 7 == 0 ? " conf=x" : "");
    walk.submit(
        new MudEvent.MudFileVerified(
            walk.newest(MudIntent.FetchMudFile.class)
                .map(MudIntent.FetchMudFile::correlationId)
                .orElse(TestWard.id("f")),
            h.device(),
            TestWard.file(h.device(), content)));
  }

  private static void change(Walk walk, Happening h) {
    Change change = new Change(Change.Kind.REFERENCES, "acme", 1 + h.pick() % 5, "00");
    walk.submit(
        switch (h.kind()) {
          case CHANGE_OFFERED ->
              new AttestationEvent.ChangeOffered(TestWard.id("co"), change, "acme", "new");
          case CHANGE_TRIED ->
              new AttestationEvent.ChangeTried(TestWard.id("ct"), change, TestWard.ALL, 3);
          default ->
              new Command.ApproveChange(
                  TestWard.id("ac"), change, h.pick() % 2 == 0 ? "ann" : "bob", "why");
        });
  }

  private static void enforcement(Walk walk, Happening h) {
    walk.newest(EnforcementIntent.class)
        .ifPresent(
            i ->
                walk.submit(
                    h.kind() == Kind.PLACED
                        ? new EnforcementEvent.Enforced(i.correlationId())
                        : new EnforcementEvent.NotEnforced(
                            i.correlationId(), Problem.of(EnforcementErrors.UNENFORCEABLE, "x"))));
  }

  private static void issued(Walk walk, Happening h) {
    walk.newest(PkiIntent.IssueCertificate.class)
        .ifPresent(
            i ->
                walk.submit(
                    new PkiEvent.CertificateIssued(
                        i.correlationId(),
                        i.device(),
                        Bytes.ofHex("c0ffee"),
                        walk.state()
                            .clock()
                            .lastBelieved()
                            .plusSeconds(60L * (1 + h.pick() % 600)))));
  }
}
