package org.wardgate.decision.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent.MudFileRefused;
import org.wardgate.api.mud.MudEvent.MudFileVerified;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.FileKey;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.ProfileNotes;

/** What follows from the MUD manager's events. */
final class MudRules {
  /** Problems of the way, not of the file: the device waits and is tried again. */
  private static final Set<String> PASSING =
      Set.of(MudErrors.FETCH_FAILED.code(), MudErrors.FETCH_TIMEOUT.code());

  private final MudCompiler compiler;
  private final Admission admission;
  private final AdvisoryRules advisories;

  MudRules(MudCompiler compiler, Admission admission, AdvisoryRules advisories) {
    this.compiler = compiler;
    this.admission = admission;
    this.advisories = advisories;
  }

  void verified(Draft draft, MudFileVerified event) {
    Optional<OpenWork> work = draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty()) {
      return;
    }
    NamedUrl pending = draft.live(event.device()).pendingUrl();
    boolean changes = pending.known() && pending.url().equals(event.file().mudUrl());
    if (!changes && !known.get().policy().mudUrl().equals(event.file().mudUrl())) {
      return; // the device asks for another file by now
    }
    CompiledMudFile compiled;
    try {
      compiled = compiler.compile(event.file());
    } catch (RefusedException e) {
      refused(draft, work, known.get(), e.problem());
      return;
    }
    DeviceCase named = known.get();
    if (changes) {
      named = named.with(named.policy().withNamed(pending));
      draft.putLive(event.device(), l -> l.pending(NamedUrl.NONE));
    }
    adopt(draft, named, compiled);
    if (!changes && pending.known()) {
      draft.find(event.device()).ifPresent(c -> MudUrlRules.fetch(draft, c, pending.url()));
    }
  }

  /** The newest file counts for every device that has this URL. */
  private void adopt(Draft draft, DeviceCase first, CompiledMudFile compiled) {
    ProfileId profile = draft.add(compiled.policy());
    Optional<ProfileNotes> before = draft.notes(profile);
    ProfileNotes notes =
        new ProfileNotes(
            profile,
            compiled.facts(),
            compiled.bootstrapping().map(draft::add),
            draft.at(),
            Optional.empty());
    boolean news = before.map(old -> old.saysOtherThan(notes)).orElse(true);
    boolean due = before.map(old -> !draft.at().isBefore(old.refreshAt())).orElse(true);
    if (news || due) {
      draft.put(notes);
    }
    FileKey key = new FileKey(first.policy().manufacturerId(), first.policy().mudUrl());
    draft.also(new Outcome.RefreshIs(key, Optional.empty()));
    List<DeviceCase> changed = new ArrayList<>();
    for (DeviceCase c : draft.cases()) {
      boolean asked = c.device().equals(first.device());
      DeviceCase current = asked ? first : c;
      boolean sameFile = current.policy().profile().isPresent() && uses(current, key);
      boolean other = !current.policy().profile().equals(Optional.of(profile));
      if (asked || (sameFile && (other || news))) {
        changed.add(current.with(current.policy().withProfile(profile)));
      }
    }
    changed.forEach(c -> take(draft, c));
    advisories.rematch(draft, changed);
  }

  static boolean uses(DeviceCase c, FileKey key) {
    return c.policy().manufacturerId().equals(key.manufacturerId())
        && c.policy().mudUrl().equals(key.mudUrl());
  }

  private void take(Draft draft, DeviceCase profiled) {
    boolean other =
        !draft
            .find(profiled.device())
            .map(DeviceCase::policy)
            .equals(Optional.of(profiled.policy()));
    if (other && profiled.standing().state() == DeviceState.ADMITTED) {
      draft.say(profiled.device(), "device.reprofiled", "its MUD file changed");
    }
    admission.regrant(draft, profiled);
    if (profiled.standing().state() != DeviceState.ADMITTED) {
      admission.advance(draft, draft.find(profiled.device()).orElse(profiled));
    }
  }

  void refused(Draft draft, MudFileRefused event) {
    Optional<OpenWork> work = draft.close(event.correlationId());
    draft.find(event.device()).ifPresent(known -> refused(draft, work, known, event.problem()));
  }

  /**
   * Without a usable file a device stays where it was, or worse; one that has a policy keeps it,
   * and says so.
   */
  static void refused(Draft draft, Optional<OpenWork> work, DeviceCase known, Problem problem) {
    if (work.map(w -> w.kind() == OpenWork.Kind.REFRESH).orElse(false)) {
      MudRefresh.failed(draft, known, problem);
      return;
    }
    boolean changing = draft.live(known.device()).pendingUrl().known();
    boolean passing = PASSING.contains(problem.code());
    if (changing) {
      draft.putLive(known.device(), l -> l.pending(NamedUrl.NONE));
      draft.put(known.with(known.standing().because(problem)));
      draft.say(known.device(), "device.mud-url-refused", problem.line());
    } else if (known.standing().state() == DeviceState.IDENTIFIED && !passing) {
      Degradation.refuse(draft, known, problem);
    } else if (known.standing().state() == DeviceState.IDENTIFIED) {
      draft.put(known.with(known.standing().because(problem)));
      draft.say(known.device(), "device.waiting", problem.line());
    }
  }
}
