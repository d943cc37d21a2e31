package org.wardgate.decision.run;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.api.view.AdvisoryView.State;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.DeviceCase;

/** Threat advisories as people see them. Written by the decision thread, read by anybody. */
final class PublishedAdvisories {
  private final Map<String, AdvisoryCase> advisories = new ConcurrentSkipListMap<>();

  void put(AdvisoryCase advisory) {
    advisories.put(advisory.id(), advisory);
  }

  void forget(String id) {
    advisories.remove(id);
  }

  List<AdvisoryView> views(Naming naming) {
    return advisories.values().stream().map(a -> view(a, naming)).toList();
  }

  /** Those that wait for people, and those that ask for their attention. */
  List<String> alarms(Naming naming) {
    return advisories.values().stream()
        .filter(a -> a.state() == State.HELD || alarmOnly(a))
        .map(a -> alarm(a, devices(a, naming)))
        .toList();
  }

  private static boolean alarmOnly(AdvisoryCase a) {
    return a.state() == State.IN_FORCE && a.newest().response() == Response.ALARM;
  }

  private static String alarm(AdvisoryCase a, List<DeviceId> devices) {
    String named = devices.stream().map(DeviceId::value).collect(Collectors.joining(", "));
    return Problem.of(
            a.state() == State.HELD ? MudErrors.ADVISORY_HELD : MudErrors.ADVISORY_APPLIES,
            a.id() + " names " + devices.size() + " devices: " + named)
        .line();
  }

  private static AdvisoryView view(AdvisoryCase a, Naming naming) {
    Advisory newest = a.newest();
    return new AdvisoryView(
        a.id(),
        newest.version(),
        newest.issuer(),
        response(newest.response()),
        newest.summary(),
        newest.references(),
        a.state(),
        devices(a, naming),
        a.approvals().stream().map(AdvisoryCase.Approval::operator).toList(),
        newest.expiresAt());
  }

  private static List<DeviceId> devices(AdvisoryCase a, Naming naming) {
    Predicate<DeviceCase> counts =
        a.state() == State.HELD
            ? c -> c.standing().state() == DeviceState.ADMITTED
            : c -> c.standing().state() != DeviceState.RETIRED;
    return naming.cases().stream()
        .filter(counts)
        .filter(c -> naming.names(a.newest(), c))
        .map(DeviceCase::device)
        .toList();
  }

  private static String response(Response response) {
    return switch (response) {
      case QUARANTINE -> "quarantine";
      case LOCAL_ONLY -> "local-only";
      case ALARM -> "alarm";
    };
  }

  /** Which devices there are and which of them an advisory names. */
  interface Naming {
    Collection<DeviceCase> cases();

    boolean names(Advisory advisory, DeviceCase c);
  }
}
