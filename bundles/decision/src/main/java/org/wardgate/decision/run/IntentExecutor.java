package org.wardgate.decision.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.Challenger;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ChangeKeeper;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudFileManager;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.api.names.WardResolver;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.network.WardNetwork;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.decision.rules.CoreEvent;

/**
 * Hands intents to the stages' ports, which come and go. A stage that is missing, fails, or lets
 * the deadline pass is answered for by {@link CoreEvent.IntentFailed}. Thread-safe.
 */
public final class IntentExecutor implements IntentPort {
  private static final Logger LOG = LoggerFactory.getLogger(IntentExecutor.class);

  private final Map<Class<?>, Object> ports = new ConcurrentHashMap<>();
  private final Map<Change.Kind, ChangeKeeper> keepers = new ConcurrentHashMap<>();
  private final OnboardingPorts onboarding = new OnboardingPorts();
  private final Consumer<Event> answers;
  private final Clock clock;

  /**
   * @param answers where what came of intents is submitted
   * @param clock deadlines are measured against
   */
  public IntentExecutor(Consumer<Event> answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** A stage's port arrived; the newest serves. */
  public <P> void bind(Class<P> type, P port) {
    ports.put(type, port);
  }

  /** A stage's port left; one that was replaced already is not touched. */
  public <P> void unbind(Class<P> type, P port) {
    ports.remove(type, port);
  }

  /** Whether a stage's port is there. */
  public <P> Optional<P> port(Class<P> type) {
    return Optional.ofNullable(ports.get(type)).map(type::cast);
  }

  /** A keeper of changes arrived; the newest of a kind serves. */
  public void bind(ChangeKeeper keeper) {
    keepers.put(keeper.keeps(), keeper);
  }

  /** A keeper of changes left; one that was replaced already is not touched. */
  public void unbind(ChangeKeeper keeper) {
    keepers.remove(keeper.keeps(), keeper);
  }

  /** The rooms of onboarding. */
  public OnboardingPorts onboarding() {
    return onboarding;
  }

  @Override
  public void execute(Intent intent) {
    if (intent instanceof MudIntent i) {
      ask(MudFileManager.class, i, MudFileManager::execute);
    } else if (intent instanceof NetworkIntent i) {
      ask(WardNetwork.class, i, WardNetwork::execute);
    } else if (intent instanceof PkiIntent i) {
      ask(CertificateAuthority.class, i, CertificateAuthority::execute);
    } else if (intent instanceof EnforcementIntent i) {
      ask(PolicyEnforcer.class, i, PolicyEnforcer::execute);
    } else if (intent instanceof AttestationIntent.AdoptChange i) {
      settle(i);
    } else if (intent instanceof AttestationIntent.DropChange i) {
      settle(i);
    } else if (intent instanceof AttestationIntent i) {
      ask(Challenger.class, i, Challenger::execute);
    } else if (intent instanceof OnboardingIntent i) {
      onboard(i);
    } else if (intent instanceof NamesIntent i) {
      port(WardResolver.class).ifPresent(resolver -> resolver.execute(i));
    } else {
      throw new IllegalArgumentException("no port for " + intent.getClass().getName());
    }
  }

  /**
   * What nobody takes, or what a room fails at once, is answered for; an intent that nobody answers
   * is not waited for by the core either.
   */
  private void onboard(OnboardingIntent intent) {
    Optional<OnboardingPort> port = onboarding.taking(intent);
    String detail = "no part of onboarding takes " + intent.getClass().getSimpleName();
    if (port.isPresent()) {
      try {
        port.get().execute(intent);
        return;
      } catch (RuntimeException e) { // a defect of one stage must not stop the others
        detail = port.get().getClass().getSimpleName() + " failed: " + e;
      }
    }
    LOG.warn("{}: {}", intent.device(), detail);
    fail(intent, detail);
  }

  /** Whoever keeps that kind of change puts it in force, or drops it. */
  private void settle(AttestationIntent.OfChange intent) {
    ask("ChangeKeeper", keepers.get(intent.change().kind()), intent, ChangeKeeper::execute);
  }

  private <P, I extends Intent> void ask(
      Class<P> type, I intent, BiFunction<P, I, ? extends CompletionStage<? extends Event>> call) {
    ask(type.getSimpleName(), port(type).orElse(null), intent, call);
  }

  private <P, I extends Intent> void ask(
      String name,
      @Nullable P port,
      I intent,
      BiFunction<P, I, ? extends CompletionStage<? extends Event>> call) {
    if (port == null) {
      fail(intent, name + " is not there");
      return;
    }
    long patienceMillis =
        Math.max(1, Duration.between(clock.instant(), intent.deadline()).toMillis());
    CompletionStage<? extends Event> answer;
    try {
      answer = call.apply(port, intent);
    } catch (RuntimeException e) { // a defect of one stage must not stop the others
      fail(intent, name + " failed: " + e);
      return;
    }
    var unused =
        answer
            .<Event>thenApply(event -> event)
            .toCompletableFuture()
            .copy()
            .orTimeout(patienceMillis, TimeUnit.MILLISECONDS)
            .whenComplete(
                (event, failure) -> {
                  if (failure == null) {
                    answers.accept(event);
                  } else {
                    fail(intent, name + ": " + failure.getClass().getSimpleName());
                  }
                });
  }

  private void fail(Intent intent, String detail) {
    answers.accept(
        new CoreEvent.IntentFailed(
            intent.correlationId(), Problem.of(DecisionErrors.INTENT_OVERDUE, detail)));
  }
}
