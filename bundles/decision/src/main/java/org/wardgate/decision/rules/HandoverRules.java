package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverAccepted;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Expected;
import org.wardgate.decision.state.Handover;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/** Devices that go to another gateway, and devices that come from one. */
final class HandoverRules {
  private static final Pattern GATEWAY_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

  private HandoverRules() {}

  /** It keeps what it has until the signed document is durable. */
  static void command(Draft draft, DeviceCase current, Command.HandOver command) {
    Optional<Problem> refused = refusal(draft, current, command);
    if (refused.isPresent()) {
      draft.refuse(refused.get());
      return;
    }
    Handover handover =
        new Handover(
            command.toGateway(),
            command.operator(),
            draft.deadline(DecisionLimits.HANDOVER_VALIDITY),
            false,
            Optional.empty());
    DeviceCase leaving = current.with(current.life().handedOver(Optional.of(handover)));
    draft.put(leaving);
    Enrolments.refuseOpen(
        draft, leaving, Problem.of(DecisionErrors.HANDED_OVER, "to " + command.toGateway()));
    draft.say(
        current.device(),
        "device.handing-over",
        "to " + command.toGateway() + ", " + command.operator() + ": " + command.reason());
    sign(draft, leaving, handover, Optional.of(command.correlationId()));
  }

  private static Optional<Problem> refusal(
      Draft draft, DeviceCase current, Command.HandOver command) {
    var gateways = draft.inventory().peerGateways().keySet();
    boolean named = GATEWAY_FORM.matcher(command.toGateway()).matches();
    if (!named || (!gateways.isEmpty() && !gateways.contains(command.toGateway()))) {
      return Optional.of(
          Problem.of(
              DecisionErrors.BAD_COMMAND, "'" + command.toGateway() + "' is no peer gateway"));
    }
    if (draft.state().work(command.correlationId()).isPresent()) {
      return Optional.of(Problem.of(DecisionErrors.BAD_COMMAND, "its correlation id is in use"));
    }
    if (current.life().twin().isPresent()) {
      return Optional.of(CloneRules.problem(current.life().twin().get()));
    }
    boolean gone = current.life().handover().isPresent();
    boolean ended = current.life().certificate().endedBefore(draft.at());
    return leaves(current) && !ended && !gone
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                DecisionErrors.NOT_ALLOWED,
                current.device()
                    + " is "
                    + current.standing().state()
                    + (gone ? ", handed over" : "")
                    + (current.life().certified() && !ended ? "" : ", without a certificate")));
  }

  private static void sign(
      Draft draft, DeviceCase current, Handover handover, Optional<CorrelationId> command) {
    String mudUrl = current.policy().mudUrl();
    draft.askAs(
        command.orElseGet(draft::freshId),
        OpenWork.Kind.SIGN,
        Optional.of(current.device()),
        id ->
            new OnboardingIntent.SignHandover(
                id,
                draft.deadline(DecisionLimits.SIGN_TIME_MAX),
                current.device(),
                handover.toGateway(),
                mudUrl.isEmpty() ? Optional.empty() : Optional.of(mudUrl),
                org.wardgate.api.Bytes.ofHex(current.life().certificate().sha256()),
                handover.validUntil()));
  }

  static void signed(Draft draft, HandoverSigned event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device()).filter(HandoverRules::unsigned);
    if (known.isEmpty()) {
      return; // given up meanwhile
    }
    DeviceCase current = known.get();
    if (event.document().isEmpty() || !leaves(current)) {
      failed(
          draft,
          current,
          event.problem().orElseGet(() -> Problem.of(DecisionErrors.NOT_ALLOWED, "cut meanwhile")));
      return;
    }
    Handover handover = current.life().handover().orElseThrow();
    Optional<Handover> complete = Optional.of(handover.with(event.document().get()));
    Degradation.worsen(
        draft,
        current.with(current.life().handedOver(complete)),
        Problem.of(
            DecisionErrors.HANDED_OVER,
            "to " + handover.toGateway() + ", by " + handover.operator()));
    RevocationRules.closeSessions(draft, current);
  }

  private static boolean leaves(DeviceCase c) {
    boolean here =
        c.standing().state() == DeviceState.ADMITTED
            || c.standing().state() == DeviceState.RESTRICTED;
    return here && c.life().certified();
  }

  private static boolean unsigned(DeviceCase c) {
    return c.life().handover().map(h -> !h.signed()).orElse(false);
  }

  static boolean handedOver(DeviceCase c) {
    return c.standing()
        .problem()
        .map(p -> p.code().equals(DecisionErrors.HANDED_OVER.code()))
        .orElse(false);
  }

  /** It stays: an operator asks again. */
  static void failed(Draft draft, DeviceCase current, Problem problem) {
    if (unsigned(current)) {
      draft.put(current.with(current.life().handedOver(Optional.empty())));
      draft.say(current.device(), "device.handover-failed", problem.line());
    }
  }

  /**
   * What was begun before a crash is signed after it. When a handover is over the device is the
   * other ward's: what this one certified is taken back.
   */
  static void tick(Draft draft, DeviceCase c) {
    if (c.life().handover().isEmpty()) {
      return;
    }
    Handover handover = c.life().handover().get();
    boolean over = draft.clockRight() && draft.at().isAfter(handover.validUntil());
    if (unsigned(c)) {
      if (over || !leaves(c)) {
        failed(draft, c, Problem.of(DecisionErrors.INTENT_OVERDUE, "it was not signed"));
      } else if (!draft.live(c.device()).doing(OpenWork.Kind.SIGN)) {
        sign(draft, c, handover, Optional.empty());
      }
    } else if (over && handover.document().isPresent()) {
      DeviceCase current = c.with(c.life().handedOver(Optional.of(handover.over())));
      draft.put(current);
      RevocationRules.orderOnce(draft, current, RevocationReason.AFFILIATION_CHANGED);
    }
  }

  /** The device may come with the other ward's certificate; its MUD file is got ready. */
  static void accepted(Draft draft, HandoverAccepted event) {
    Optional<InventoryEntry> entry = draft.inventory().entry(event.device());
    String from = "from " + event.fromGateway() + ", until " + event.validUntil();
    draft.say(event.device(), "device.expected", from);
    if (entry.isEmpty()) {
      draft.also(new Outcome.Noted());
      draft.say(
          event.device(),
          "device.expected",
          Problem.of(OnboardingErrors.NOT_IN_INVENTORY, from).line());
      return;
    }
    boolean room =
        draft.state().expected().size() < DecisionLimits.EXPECTED_MAX_COUNT
            || draft.state().expected().containsKey(event.device());
    draft.also(
        room
            ? new Outcome.ExpectedIs(
                event.device(), Optional.of(new Expected(event.fromGateway(), event.validUntil())))
            : new Outcome.Noted());
    event
        .mudUrl()
        .or(() -> entry.get().mudUrl())
        .ifPresent(url -> prefetch(draft, entry.get(), url));
  }

  private static void prefetch(Draft draft, InventoryEntry entry, String mudUrl) {
    if (!draft.live(entry.device()).doing(OpenWork.Kind.FETCH)) {
      draft.ask(
          OpenWork.Kind.FETCH,
          Optional.of(entry.device()),
          id ->
              new MudIntent.FetchMudFile(
                  id,
                  draft.deadline(DecisionLimits.FETCH_TIME_MAX),
                  entry.device(),
                  entry.manufacturerId(),
                  mudUrl));
    }
  }

  /** Whether another gateway handed it over to this one, and it has not come yet. */
  static boolean expected(Draft draft, DeviceCase c) {
    return draft.state().expected().containsKey(c.device());
  }

  /** It came. */
  static void came(Draft draft, DeviceCase current) {
    if (draft.state().expected().containsKey(current.device())) {
      draft.also(new Outcome.ExpectedIs(current.device(), Optional.empty()));
    }
  }

  /** Those that did not come in time are no longer expected. */
  static void expire(Draft draft) {
    if (draft.clockRight()) {
      draft.state().expected().entrySet().stream()
          .filter(e -> draft.at().isAfter(e.getValue().validUntil()))
          .forEach(e -> draft.also(new Outcome.ExpectedIs(e.getKey(), Optional.empty())));
    }
  }
}
