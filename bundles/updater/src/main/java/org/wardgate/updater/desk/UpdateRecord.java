package org.wardgate.updater.desk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.update.UpdateEvent.StepTaken;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;

/**
 * What is kept of an update, as long as it is shown.
 *
 * @param id SHA-256 of its package
 * @param version it brings; empty until its package was read
 * @param from version that ran when it was taken; empty until then
 * @param state how far it is
 * @param since when it came there
 * @param signer subject of the certificate that signed it
 * @param broughtBy who handed it in
 * @param approvals of people, each once
 * @param problem why it was refused or put back
 * @param steps how many were taken here
 * @param peopleNeeded how many people had to stand behind it when it was taken
 * @param followed number of the installer's last step that counts here; 0 if none
 */
record UpdateRecord(
    String id,
    String version,
    String from,
    UpdateState state,
    Instant since,
    String signer,
    String broughtBy,
    List<String> approvals,
    Optional<Problem> problem,
    int steps,
    int peopleNeeded,
    int followed) {
  /** How long an announced package is waited for. */
  static final Duration ANNOUNCED = Duration.ofHours(24);

  private static final String SEPARATOR = "\n";

  UpdateRecord {
    approvals = List.copyOf(approvals);
  }

  static UpdateRecord expected(String id, String signer, String operator, Instant at) {
    return new UpdateRecord(
        id,
        "",
        "",
        UpdateState.EXPECTED,
        at,
        signer,
        operator,
        List.of(),
        Optional.empty(),
        0,
        1,
        0);
  }

  /** The same, announced anew: nobody stands behind it yet. */
  UpdateRecord announcedAnew(String newSigner, String operator) {
    return new UpdateRecord(
        id, version, from, state, since, newSigner, operator, List.of(), problem, steps, 1,
        followed);
  }

  /** The same after a step of the installer. */
  UpdateRecord after(StepTaken step) {
    return new UpdateRecord(
        id,
        version,
        from,
        step.state(),
        step.at(),
        signer,
        broughtBy,
        approvals,
        step.problem(),
        steps,
        peopleNeeded,
        step.number());
  }

  /** The same with the number of people who must stand behind it. */
  UpdateRecord needing(int people) {
    return new UpdateRecord(
        id, version, from, state, since, signer, broughtBy, approvals, problem, steps, people,
        followed);
  }

  /** The same in another state, one step further. */
  UpdateRecord in(UpdateState next, Optional<Problem> why, Instant at) {
    return new UpdateRecord(
        id,
        version,
        from,
        next,
        at,
        signer,
        broughtBy,
        approvals,
        why,
        steps + 1,
        peopleNeeded,
        followed);
  }

  UpdateRecord bringing(String newVersion, String running, String operator) {
    return new UpdateRecord(
        id,
        newVersion,
        running,
        state,
        since,
        signer,
        operator,
        approvals,
        problem,
        steps,
        peopleNeeded,
        followed);
  }

  UpdateRecord approvedBy(List<String> people) {
    return new UpdateRecord(
        id,
        version,
        from,
        state,
        since,
        signer,
        broughtBy,
        people,
        problem,
        steps,
        peopleNeeded,
        followed);
  }

  /** Whether nobody waits for anything of it any more, so that it may be forgotten. */
  boolean over(Instant now) {
    return switch (state) {
      case COMMITTED, PUT_BACK, REFUSED, DISMISSED -> true;
      case EXPECTED -> !expected(now);
      case VERIFIED, HELD, STAGED, INSTALLING, ON_PROBATION -> false;
    };
  }

  /** Whether it was announced, and not so long ago that its package is not waited for any more. */
  boolean expected(Instant now) {
    return state == UpdateState.EXPECTED && since.plus(ANNOUNCED).isAfter(now);
  }

  /** Whether its signature may be handed in again. */
  boolean mayBeAnnouncedAnew(Instant now) {
    return switch (state) {
      case PUT_BACK, REFUSED, DISMISSED -> true;
      case EXPECTED -> !expected(now);
      case VERIFIED, HELD, STAGED, INSTALLING, ON_PROBATION, COMMITTED -> false;
    };
  }

  UpdateView view() {
    List<String> findings = problem.map(one -> List.of(one.line())).orElse(List.of());
    return new UpdateView(id, version, state, since, signer, approvals, problem, findings);
  }

  Map<String, String> properties() {
    Map<String, String> all = new HashMap<>();
    all.put("id", id);
    all.put("version", version);
    all.put("from", from);
    all.put("state", state.name());
    all.put("since", since.toString());
    all.put("signer", signer);
    all.put("broughtBy", broughtBy);
    all.put("approvals", String.join(SEPARATOR, approvals));
    all.put("steps", Integer.toString(steps));
    all.put("peopleNeeded", Integer.toString(peopleNeeded));
    all.put("followed", Integer.toString(followed));
    problem.ifPresent(
        one -> {
          all.put("code", one.code());
          all.put("reason", one.reason());
          all.put("detail", one.detail());
          all.put("remedy", one.remedy());
        });
    return all;
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if it is none
   */
  static UpdateRecord of(Map<String, String> all) {
    try {
      String approvals = all.getOrDefault("approvals", "");
      return new UpdateRecord(
          all.getOrDefault("id", ""),
          all.getOrDefault("version", ""),
          all.getOrDefault("from", ""),
          UpdateState.valueOf(all.getOrDefault("state", "")),
          Instant.parse(all.getOrDefault("since", "")),
          all.getOrDefault("signer", ""),
          all.getOrDefault("broughtBy", ""),
          approvals.isEmpty() ? List.of() : List.of(approvals.split(SEPARATOR, -1)),
          problem(all),
          Integer.parseInt(all.getOrDefault("steps", "")),
          Integer.parseInt(all.getOrDefault("peopleNeeded", "1")),
          Integer.parseInt(all.getOrDefault("followed", "0")));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("since is no time", e);
    }
  }

  private static Optional<Problem> problem(Map<String, String> all) {
    return all.containsKey("code")
        ? Optional.of(
            new Problem(
                all.getOrDefault("code", ""),
                all.getOrDefault("reason", ""),
                all.getOrDefault("detail", ""),
                all.getOrDefault("remedy", "")))
        : Optional.empty();
  }
}
