package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.network.NetworkEvent.MudUrlSeen;
import org.wardgate.api.onboarding.OnboardingEvent.MudUrlOffered;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.UrlSource;

/**
 * Which MUD URL counts. Best first: the IDevID, the inventory, the device over CoAP, DHCP. The
 * first two are authenticated; between them and the others they decide.
 */
final class MudUrlRules {

  /** The device itself named one. */
  void offered(Draft draft, MudUrlOffered event) {
    Optional<DeviceCase> known = draft.find(event.device());
    boolean news = !draft.live(event.device()).offeredUrl().equals(event.mudUrl());
    if (known.isPresent() && news) {
      draft.putLive(event.device(), l -> l.offering(event.mudUrl()));
      reconsider(draft, known.get(), Optional.empty());
    }
  }

  /** Somebody with a hardware address named one. */
  void seen(Draft draft, MudUrlSeen event) {
    if (draft.state().claim(event.mac()).equals(Optional.of(event.mudUrl()))) {
      return; // said before
    }
    draft.claim(event.mac(), event.mudUrl());
    Set<DeviceId> devices = draft.state().devicesWith(event.mac());
    if (devices.size() == 1) {
      devices.stream()
          .flatMap(d -> draft.find(d).stream())
          .forEach(c -> reconsider(draft, c, Optional.empty()));
    }
  }

  /**
   * Weighs what all sources say, and fetches the file of the URL that counts if it is not there.
   *
   * @param idevid what the IDevID that was just proven names
   */
  void reconsider(Draft draft, DeviceCase c, Optional<String> idevid) {
    Optional<InventoryEntry> entry = draft.inventory().entry(c.device());
    if (entry.isEmpty() || !(joins(c) || c.standing().state() == DeviceState.ADMITTED)) {
      return;
    }
    NamedUrl now = c.policy().named();
    Optional<NamedUrl> claim = claim(draft, c);
    Optional<NamedUrl> vouched = vouched(now, idevid, entry.get().mudUrl(), claim);
    if (vouched.isPresent()) {
      take(draft, contested(draft, c, vouched.get(), claim), vouched.get());
    } else if (claim.isPresent() && counts(draft, c)) {
      takeUnvouched(draft, c, claim.get());
    } else if (now.known()) {
      fetchIfMissing(draft, c);
    } else {
      waits(draft, c, claim);
    }
  }

  static boolean joins(DeviceCase c) {
    return switch (c.standing().state()) {
      case IDENTIFIED, PROFILED, ATTESTED -> true;
      default -> false;
    };
  }

  private static Optional<NamedUrl> claim(Draft draft, DeviceCase c) {
    String offered = draft.live(c.device()).offeredUrl();
    if (!offered.isEmpty()) {
      return Optional.of(NamedUrl.of(offered, UrlSource.COAP));
    }
    return c.location()
        .binding()
        .filter(b -> draft.state().devicesWith(b.mac()).size() <= 1)
        .flatMap(b -> draft.claimOf(b.mac()))
        .map(url -> NamedUrl.of(url, UrlSource.DHCP));
  }

  /** What somebody vouches for; the operator decides about what is no update of the IDevID's. */
  private static Optional<NamedUrl> vouched(
      NamedUrl now, Optional<String> idevid, Optional<String> assigned, Optional<NamedUrl> claim) {
    Optional<NamedUrl> operator = assigned.map(url -> NamedUrl.of(url, UrlSource.INVENTORY));
    Optional<NamedUrl> maker =
        idevid
            .map(url -> NamedUrl.of(url, UrlSource.IDEVID))
            .or(() -> Optional.of(now).filter(n -> n.source() == UrlSource.IDEVID));
    boolean operatorAgrees =
        operator
            .map(
                o ->
                    claim.map(k -> k.url().equals(o.url())).orElse(false)
                        || (now.source() == UrlSource.INVENTORY && now.url().equals(o.url()))
                        || (now.known() && maker.map(m -> m.url().equals(o.url())).orElse(false)))
            .orElse(false);
    return (operatorAgrees ? operator : maker.or(() -> operator))
        .or(() -> Optional.of(now).filter(n -> n.known() && n.source().authenticated()));
  }

  /** An unauthenticated source that says otherwise is reported, once. */
  private static DeviceCase contested(
      Draft draft, DeviceCase c, NamedUrl vouched, Optional<NamedUrl> claim) {
    NamedUrl now = c.policy().named();
    boolean differs = claim.map(k -> !k.url().equals(vouched.url())).orElse(false);
    if (!differs || !now.contested().isEmpty() || !now.url().equals(vouched.url())) {
      return c;
    }
    String other = claim.orElseThrow().url();
    DeviceCase contested = c.with(c.policy().withNamed(now.contestedBy(other)));
    draft.put(contested);
    draft.say(
        c.device(),
        "device.mud-url-conflict",
        Problem.of(
                MudErrors.URL_CONFLICT,
                claim.orElseThrow().source() + " names " + other + ", not " + vouched.url())
            .line());
    return contested;
  }

  private static boolean counts(Draft draft, DeviceCase c) {
    return draft.inventory().mudServices().unauthenticatedUrls()
        && !c.policy().named().source().authenticated();
  }

  /**
   * Nobody vouches for it: it never overrules a source that is as good or better, also after a
   * restart, nor gets a device away from an advisory. That takes the operator.
   */
  private static void takeUnvouched(Draft draft, DeviceCase c, NamedUrl claim) {
    NamedUrl now = c.policy().named();
    int rank = now.source().compareTo(claim.source());
    boolean profiled = c.policy().profile().isPresent();
    boolean stays = now.known() && (rank < 0 || (profiled && (rank == 0 || c.marks().any())));
    if (stays) {
      fetchIfMissing(draft, contested(draft, c, now, Optional.of(claim)));
      return;
    }
    boolean allowed =
        Optional.ofNullable(draft.inventory().manufacturers().get(c.policy().manufacturerId()))
            .map(Manufacturer::mudAuthorities)
            .map(authorities -> MudUrls.within(claim.url(), authorities))
            .orElse(false);
    if (allowed) {
      take(draft, c, claim);
    } else {
      because(draft, c, MudErrors.URL_UNAUTHENTICATED, claim.url() + " is not its maker's");
    }
  }

  private static void take(Draft draft, DeviceCase c, NamedUrl best) {
    NamedUrl now = c.policy().named();
    if (c.policy().profile().isEmpty() || best.url().equals(now.url())) {
      name(draft, c, best);
    } else if (allowed(now, best)) {
      draft.putLive(c.device(), l -> l.pending(best));
      fetch(draft, c, best.url());
    } else {
      because(draft, c, MudErrors.URL_UPDATE_UNAPPROVED, best.url());
    }
  }

  /** Nothing of it is in force yet, or it is the URL that counts already. */
  private static void name(Draft draft, DeviceCase c, NamedUrl best) {
    NamedUrl now = c.policy().named();
    boolean sameUrl = best.url().equals(now.url());
    DeviceCase named = c;
    if (!sameUrl || best.source() != now.source()) {
      NamedUrl kept = sameUrl ? best.contestedBy(now.contested()) : best;
      named = c.with(c.policy().withNamed(kept));
      draft.put(named);
    }
    fetchIfMissing(draft, named);
  }

  private static boolean allowed(NamedUrl now, NamedUrl best) {
    boolean better = best.source().authenticated() && !now.source().authenticated();
    return best.source() == UrlSource.INVENTORY
        || better
        || MudUrls.isUpdate(now.url(), best.url());
  }

  private static void waits(Draft draft, DeviceCase c, Optional<NamedUrl> claim) {
    if (claim.isPresent()) {
      because(draft, c, MudErrors.URL_UNAUTHENTICATED, claim.get().url());
    } else {
      draft.put(c.with(c.standing().because(Problem.of(MudErrors.NO_MUD_URL, ""))));
    }
  }

  private static void because(Draft draft, DeviceCase c, ErrorCode code, String detail) {
    Problem problem = Problem.of(code, detail);
    if (!c.standing().problem().equals(Optional.of(problem))) {
      draft.put(c.with(c.standing().because(problem)));
      draft.say(c.device(), "device.mud-url", problem.line());
    }
  }

  private static void fetchIfMissing(Draft draft, DeviceCase c) {
    if (c.policy().profile().isEmpty() && c.policy().named().known() && joins(c)) {
      fetch(draft, c, c.policy().mudUrl());
    }
  }

  static void fetch(Draft draft, DeviceCase c, String mudUrl) {
    if (!draft.live(c.device()).doing(OpenWork.Kind.FETCH)) {
      draft.ask(
          OpenWork.Kind.FETCH,
          Optional.of(c.device()),
          id ->
              new MudIntent.FetchMudFile(
                  id,
                  draft.deadline(DecisionLimits.FETCH_TIME_MAX),
                  c.device(),
                  c.policy().manufacturerId(),
                  mudUrl));
    }
  }
}
