package org.wardgate.decision.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.network.NetworkEvent.MudUrlSeen;
import org.wardgate.api.onboarding.OnboardingEvent.MudUrlOffered;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.UrlSource;

/** Who may name a device's MUD URL, and what a change of it takes. */
class MudUrlTest {
  private static final String OWN = TestWard.mudUrl(PUMP);
  private static final String UPDATE = "https://mud.acme.example/pump-2.json";
  private static final String ELSEWHERE = "https://evil.example/pump-1.json";
  private static final MudServices TRUSTING = new MudServices(Map.of(), Map.of(), Map.of(), true);

  private static Walk walk(MudServices services) {
    return new Walk(TestWard.inventory(1, List.of(PUMP), services, false));
  }

  private static NamedUrl named(Walk walk) {
    return walk.of(PUMP).policy().named();
  }

  private static Optional<String> code(Walk walk) {
    return walk.of(PUMP).standing().problem().map(Problem::code);
  }

  private static void seen(Walk walk, String mudUrl) {
    walk.submit(new MudUrlSeen(TestWard.id("s"), TestWard.binding(PUMP).mac(), mudUrl, false));
  }

  private static void offered(Walk walk, String mudUrl) {
    walk.submit(new MudUrlOffered(TestWard.id("o"), PUMP, mudUrl));
  }

  private static void withoutUrl(Walk walk) {
    walk.submit(TestWard.identified(PUMP, Optional.empty()));
    walk.bind(PUMP);
  }

  @Test
  void theIdevidCounts() {
    Walk walk = walk(MudServices.NONE);
    walk.identify(PUMP);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(OWN, UrlSource.IDEVID));
  }

  @Test
  void theInventoryCountsIfTheIdevidIsSilent() {
    Walk walk = new Walk(TestWard.assigning(1, List.of(PUMP), MudServices.NONE, UPDATE));
    withoutUrl(walk);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(UPDATE, UrlSource.INVENTORY));
  }

  @Test
  void withoutAnyUrlItWaits() {
    Walk walk = walk(TRUSTING);
    withoutUrl(walk);
    assertThat(code(walk)).contains(MudErrors.NO_MUD_URL.code());
    assertThat(walk.all(MudIntent.FetchMudFile.class)).isEmpty();
  }

  @Test
  void dhcpAloneWaitsAndIsNamed() {
    Walk walk = walk(MudServices.NONE);
    seen(walk, OWN);
    withoutUrl(walk);
    assertThat(code(walk)).contains(MudErrors.URL_UNAUTHENTICATED.code());
    assertThat(walk.of(PUMP).standing().reason()).contains(OWN);
    assertThat(walk.all(MudIntent.FetchMudFile.class)).isEmpty();
  }

  @Test
  void dhcpAloneCountsIfTheHospitalSaysSo() {
    Walk walk = walk(TRUSTING);
    seen(walk, OWN);
    withoutUrl(walk);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(OWN, UrlSource.DHCP));
    assertThat(walk.newest(MudIntent.FetchMudFile.class).orElseThrow().mudUrl()).isEqualTo(OWN);
  }

  @Test
  void anotherMakersUrlNeverCounts() {
    Walk walk = walk(TRUSTING);
    seen(walk, ELSEWHERE);
    withoutUrl(walk);
    assertThat(named(walk).known()).isFalse();
    assertThat(code(walk)).contains(MudErrors.URL_UNAUTHENTICATED.code());
  }

  @Test
  void theDeviceItselfIsBetterThanDhcp() {
    Walk walk = walk(TRUSTING);
    walk.submit(TestWard.identified(PUMP, Optional.empty()));
    offered(walk, UPDATE);
    seen(walk, OWN);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(UPDATE, UrlSource.COAP));
  }

  @Test
  void aConflictIsDecidedForTheAuthenticatedSourceAndSaidOnce() {
    Walk walk = walk(TRUSTING);
    walk.admit(PUMP);
    seen(walk, ELSEWHERE);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(OWN, UrlSource.IDEVID).contestedBy(ELSEWHERE));
    assertThat(walk.last().line()).contains(MudErrors.URL_CONFLICT.code(), ELSEWHERE);
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    seen(walk, ELSEWHERE + "2");
    assertThat(walk.last().durable()).isFalse();
    offered(walk, UPDATE);
    assertThat(named(walk).url()).isEqualTo(OWN);
  }

  @Test
  void anUpdateOfTheSameMakerAndFolderIsFetchedAndTakenOnceVerified() {
    Walk walk = walk(MudServices.NONE);
    walk.admit(PUMP);
    ProfileId before = walk.of(PUMP).policy().profile().orElseThrow();
    walk.submit(TestWard.identified(PUMP, Optional.of(UPDATE)));
    assertThat(named(walk).url()).isEqualTo(OWN);
    assertThat(walk.of(PUMP).policy().profile()).contains(before);
    MudIntent.FetchMudFile ask = walk.newest(MudIntent.FetchMudFile.class).orElseThrow();
    assertThat(ask.mudUrl()).isEqualTo(UPDATE);
    walk.submit(
        new MudEvent.MudFileVerified(
            ask.correlationId(),
            PUMP,
            new org.wardgate.api.mud.VerifiedMudFile(
                UPDATE, TestWard.file(PUMP, "port=444").content(), "CN=acme")));
    assertThat(named(walk).url()).isEqualTo(UPDATE);
    assertThat(walk.of(PUMP).policy().profile()).isNotEqualTo(Optional.of(before));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(walk.of(PUMP).policy().target()).isEqualTo(walk.of(PUMP).policy().profile());
  }

  @Test
  void anUpdateThatIsRefusedChangesNothing() {
    Walk walk = walk(MudServices.NONE);
    walk.admit(PUMP);
    ProfileId before = walk.of(PUMP).policy().profile().orElseThrow();
    walk.submit(TestWard.identified(PUMP, Optional.of(UPDATE)));
    walk.submit(
        new MudEvent.MudFileRefused(
            walk.newest(MudIntent.FetchMudFile.class).orElseThrow().correlationId(),
            PUMP,
            Problem.of(MudErrors.BAD_SIGNATURE, "")));
    assertThat(walk.stateOf(PUMP)).isEqualTo(DeviceState.ADMITTED);
    assertThat(named(walk).url()).isEqualTo(OWN);
    assertThat(walk.of(PUMP).policy().profile()).contains(before);
    assertThat(code(walk)).contains(MudErrors.BAD_SIGNATURE.code());
  }

  @Test
  void aUrlThatIsNoUpdateNeedsTheInventory() {
    Walk walk = walk(MudServices.NONE);
    walk.admit(PUMP);
    int before = walk.all(MudIntent.FetchMudFile.class).size();
    walk.submit(TestWard.identified(PUMP, Optional.of(ELSEWHERE)));
    assertThat(code(walk)).contains(MudErrors.URL_UPDATE_UNAPPROVED.code());
    assertThat(walk.all(MudIntent.FetchMudFile.class)).hasSize(before);
    InventorySnapshot assigned = TestWard.assigning(2, List.of(PUMP), MudServices.NONE, ELSEWHERE);
    walk.submit(new InventoryChanged(TestWard.id("i"), assigned));
    walk.submit(TestWard.identified(PUMP, Optional.of(ELSEWHERE)));
    assertThat(walk.newest(MudIntent.FetchMudFile.class).orElseThrow().mudUrl())
        .isEqualTo(ELSEWHERE);
  }

  @Test
  void dhcpNeverOverrulesTheDeviceAlsoAfterARestart() {
    Walk walk = walk(TRUSTING);
    walk.submit(TestWard.identified(PUMP, Optional.empty()));
    offered(walk, OWN);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(OWN, UrlSource.COAP));
    forget(walk);
    walk.bind(PUMP);
    seen(walk, UPDATE);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(OWN, UrlSource.COAP).contestedBy(UPDATE));
    seen(walk, OWN);
    assertThat(named(walk).source()).isEqualTo(UrlSource.COAP);
  }

  /** As a restart does. */
  private static void forget(Walk walk) {
    walk.state()
        .apply(
            new org.wardgate.decision.state.Outcome.LiveIs(
                PUMP, walk.state().live(PUMP).offering("")));
  }

  @Test
  void aClaimAloneChangesNoProfileThatIsInForce() {
    Walk walk = walk(TRUSTING);
    walk.submit(TestWard.identified(PUMP, Optional.empty()));
    offered(walk, OWN);
    walk.bind(PUMP);
    walk.profile(PUMP);
    int before = walk.all(MudIntent.FetchMudFile.class).size();
    offered(walk, UPDATE);
    assertThat(walk.all(MudIntent.FetchMudFile.class)).hasSize(before);
    assertThat(named(walk)).isEqualTo(NamedUrl.of(OWN, UrlSource.COAP).contestedBy(UPDATE));
    assertThat(walk.last().line()).contains(MudErrors.URL_CONFLICT.code(), UPDATE);
  }

  @Test
  void aBetterClaimGetsNoDeviceAwayFromAnAdvisory() {
    Walk walk = walk(TRUSTING);
    seen(walk, OWN);
    withoutUrl(walk);
    walk.profile(PUMP);
    walk.submit(
        TestWard.advisory(1, org.wardgate.api.mud.Advisory.Response.LOCAL_ONLY, false, OWN));
    walk.attest(PUMP, org.wardgate.api.attestation.AttestationResult.Tier.AFFIRMING);
    walk.submit(TestWard.requested(PUMP));
    walk.issue(PUMP);
    walk.enforce();
    assertThat(walk.of(PUMP).marks().limited()).isTrue();
    int before = walk.all(MudIntent.FetchMudFile.class).size();
    offered(walk, UPDATE);
    assertThat(walk.all(MudIntent.FetchMudFile.class)).hasSize(before);
    assertThat(named(walk).url()).isEqualTo(OWN);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x/1.json, https://a.example/x/2.json, true",
    "https://a.example/x/1.json, https://A.example/x/1.json, true",
    "https://a.example/1, https://a.example/2, true",
    "https://a.example/x/1.json, https://a.example/y/1.json, false",
    "https://a.example/x/1.json, https://a.example/x/y/1.json, false",
    "https://a.example/x/1.json, https://a.example/x/.., false",
    "https://a.example/x/1.json, https://a.example/x/, false",
    "https://a.example/x/1.json, https://a.example/x/%2e%2e%2fy, false",
    "https://a.example/x/1.json, https://a.example/x/2.json?y=/, false",
    "https://a.example/x/1.json, https://a.example/x/2.json#z, false",
    "https://a.example/x/1.json, https://a.example:8443/x/2.json, false",
    "https://a.example/x/1.json, https://u@a.example/x/2.json, false",
    "https://a.example/x/1.json, http://a.example/x/2.json, false",
    "https://a.example/x/1.json, https://b.example/x/2.json, false",
    "https://a.example/x/1.json, not a url, false"
  })
  void whatAnUpdateIs(String old, String fresh, boolean update) {
    assertThat(MudUrls.isUpdate(old, fresh)).isEqualTo(update);
  }
}
