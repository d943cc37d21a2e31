package org.wardgate.attestation.profile.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeOffered;
import org.wardgate.api.attestation.AttestationEvent.ChangeSettled;
import org.wardgate.api.attestation.AttestationIntent.AdoptChange;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Signed profiles: offered, adopted, never rolled back, fail closed. */
class ProfileStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final KeyPair ROOT_KEY = EcKeys.generateP256();
  private static final X509Certificate ROOT =
      certificate("Root", ROOT_KEY, Profile.CA, Optional.empty(), ROOT_KEY);
  private static final KeyPair KEY = EcKeys.generateP256();
  private static final X509Certificate SIGNER = certificate(KEY);

  private Path in = Path.of("");
  private Path anchors = Path.of("");
  private Path ledger = Path.of("");

  @BeforeEach
  void directories(@TempDir Path directory) throws IOException {
    in = Files.createDirectory(directory.resolve("profiles"));
    anchors = directory.resolve("anchors.pem");
    ledger = directory.resolve("profiles.json");
    Files.writeString(anchors, Certificates.toPem(List.of(ROOT)));
  }

  private static X509Certificate certificate(KeyPair key) {
    return certificate("Signer", key, Profile.CMS_SIGNER, Optional.of(ROOT), ROOT_KEY);
  }

  private static X509Certificate certificate(
      String cn, KeyPair key, Profile profile, Optional<X509Certificate> issuer, KeyPair ca) {
    try {
      return CertificateIssuer.issue(
          Issue.of(
              cn,
              key.getPublic(),
              Instant.parse("2026-01-01T00:00:00Z"),
              Instant.parse("2027-01-01T00:00:00Z"),
              BigInteger.valueOf(cn.length()),
              profile),
          issuer,
          ca.getPrivate());
    } catch (CryptoException e) {
      throw new AssertionError(e);
    }
  }

  private ProfileStore store() throws RefusedException {
    return new ProfileStore(in, anchors, ledger, CLOCK);
  }

  private static String profile(String id, long version, int value) {
    return """
        {"id":"%s","version":%d,"rules":[
         {"id":"r","when":{"fact":"evidence.authentic","equals":true},"set":{"hardware":%d},"because":"x"}]}
        """
        .formatted(id, version, value);
  }

  private void publish(String name, String content) throws IOException {
    publish(name, content, KEY, SIGNER);
  }

  private void publish(String name, String content, KeyPair key, X509Certificate signer)
      throws IOException {
    Path json = in.resolve(name);
    Files.deleteIfExists(json);
    Files.writeString(json, content);
    Bytes signature =
        DetachedCms.sign(
            Bytes.of(content.getBytes(StandardCharsets.UTF_8)),
            key.getPrivate(),
            List.of(signer),
            NOW);
    Files.write(in.resolve(name + ".p7s"), signature.toArray());
  }

  private static Change only(ProfileStore store) {
    assertThat(store.waiting()).hasSize(1);
    return store.waiting().get(0);
  }

  private static void adopt(ProfileStore store, Change change) throws RefusedException {
    assertThat(store.candidate(change)).isPresent();
    store.adopt(change);
  }

  @Test
  void adoptingWhatTheLedgerAlreadyHasAfterARestartSucceeds() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    Change change = only(store);
    adopt(store, change);
    store.adopt(change);
    ProfileStore restarted = store();
    restarted.poll();
    restarted.adopt(change);
    assertThat(restarted.current().labels()).contains("pump v3");
    Change other = new Change(Change.Kind.PROFILE, "pump", 3, "00".repeat(32));
    assertThatThrownBy(() -> restarted.adopt(other)).hasMessageContaining("WG-PRF-0009");
    assertThatThrownBy(() -> restarted.drop(change)).hasMessageContaining("WG-PRF-0009");
  }

  @Test
  void takingAwayWhatTheLedgerNoLongerHasAfterARestartSucceeds() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    adopt(store, only(store));
    Files.delete(in.resolve("a.json"));
    store.poll();
    Change removal = only(store);
    adopt(store, removal);
    ProfileStore restarted = store();
    restarted.poll();
    restarted.adopt(removal);
    assertThat(restarted.current().labels()).containsExactly("built-in v1");
  }

  @Test
  void droppingWhatWasDroppedBeforeARestartSucceedsButItIsNotAdopted() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    Change change = only(store);
    store.drop(change);
    ProfileStore restarted = store();
    restarted.poll();
    restarted.drop(change);
    assertThatThrownBy(() -> restarted.adopt(change)).hasMessageContaining("WG-PRF-0009");
  }

  @Test
  void whatWasTriedAgainstOtherProfilesIsNotAdopted() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    publish("b.json", profile("monitor", 1, 2));
    ProfileStore store = store();
    store.poll();
    List<Change> both = store.waiting();
    assertThat(both).hasSize(2);
    assertThatThrownBy(() -> store.adopt(both.get(0)))
        .as("never tried")
        .hasMessageContaining("WG-PRF-0014");
    both.forEach(change -> assertThat(store.candidate(change)).isPresent());
    store.adopt(both.get(0));
    assertThatThrownBy(() -> store.adopt(both.get(1))).hasMessageContaining("WG-PRF-0014");
    assertThat(store.current().labels()).hasSize(2);
    adopt(store, both.get(1));
    assertThat(store.current().labels()).hasSize(3);
  }

  @Test
  void whatTheGatewaysFeatureConfiguresMakesASignedProfileLoad() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    Path instance = in.resolveSibling("");
    Files.createDirectory(instance.resolve("inventory"));
    Files.copy(anchors, instance.resolve("inventory/anchors.pem"));
    JsonNode set =
        new ObjectMapper()
            .readTree(Files.readString(Path.of("../../features/core.json")))
            .path("configurations")
            .path("org.wardgate.attestation");
    Map<String, Object> values = new HashMap<>();
    set.properties()
        .forEach(
            one ->
                values.put(
                    one.getKey(),
                    one.getValue().asText().replace("${wardgate.instance}", instance.toString())));
    ProfileStore store =
        ProfileKeeper.store(
            ProfileSettings.of(values).value(), name -> instance.resolve(name), CLOCK);
    assertThat(store.poll()).isEmpty();
    Change change = only(store);
    assertThat(store.candidate(change)).isPresent();
  }

  @Test
  void aSignedProfileWaitsCountsWhenAdoptedAndAtOnceAfterARestart() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    assertThat(store.poll()).isEmpty();
    assertThat(store.current().labels()).containsExactly("built-in v1");
    Change change = only(store);
    assertThat(change.version()).isEqualTo(3);
    assertThat(store.candidate(change).orElseThrow().labels()).contains("pump v3");
    adopt(store, change);
    assertThat(store.current().labels()).containsExactly("built-in v1", "pump v3");
    assertThat(store.waiting()).isEmpty();
    ProfileStore restarted = store();
    assertThat(restarted.current().labels()).contains("pump v3");
    assertThat(restarted.poll()).isEmpty();
    assertThat(restarted.waiting()).isEmpty();
  }

  @Test
  void anOlderVersionIsRefusedAlsoAfterARestart() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    adopt(store, only(store));
    publish("a.json", profile("pump", 2, 2));
    for (ProfileStore one : List.of(store, store())) {
      assertThat(one.poll())
          .singleElement()
          .satisfies(e -> assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0007"));
      assertThat(one.waiting()).isEmpty();
      assertThat(one.current().labels()).contains("pump v3");
    }
  }

  @Test
  void theSameVersionWithAnotherContentIsRefused() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    adopt(store, only(store));
    publish("a.json", profile("pump", 3, 3));
    assertThat(store.poll()).hasSize(1);
    assertThat(store.waiting()).isEmpty();
  }

  @Test
  void whatIsNotSignedByTheHospitalIsRefusedAndTheLastGoodStays() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    adopt(store, only(store));
    KeyPair stranger = EcKeys.generateP256();
    X509Certificate selfMade = certificate("X", stranger, Profile.CA, Optional.empty(), stranger);
    publish(
        "a.json",
        profile("pump", 4, 2),
        stranger,
        certificate("Signer", stranger, Profile.CMS_SIGNER, Optional.of(selfMade), stranger));
    assertThat(store.poll())
        .singleElement()
        .satisfies(e -> assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0008"));
    Files.delete(in.resolve("a.json.p7s"));
    assertThat(store.poll()).hasSize(1);
    publish("a.json", "{}");
    assertThat(store.poll())
        .singleElement()
        .satisfies(e -> assertThat(e.errorCode().code()).isEqualTo("WG-PRF-0001"));
    publish("a.json", profile("built-in", 9, 2));
    assertThat(store.poll()).hasSize(1);
    assertThat(store.waiting()).isEmpty();
    assertThat(store.current().labels()).containsExactly("built-in v1", "pump v3");
  }

  @Test
  void aDroppedVersionIsNotOfferedAgain() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    store.drop(only(store));
    assertThat(store.waiting()).isEmpty();
    ProfileStore restarted = store();
    restarted.poll();
    assertThat(restarted.waiting()).isEmpty();
    assertThat(restarted.current().labels()).containsExactly("built-in v1");
    publish("a.json", profile("pump", 4, 2));
    restarted.poll();
    assertThat(only(restarted).version()).isEqualTo(4);
  }

  @Test
  void aRemovedFileTakesNothingAwayUntilThatIsAdopted() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    adopt(store, only(store));
    Files.delete(in.resolve("a.json"));
    assertThat(store.poll()).isEmpty();
    assertThat(store.current().labels()).contains("pump v3");
    Change removal = only(store);
    assertThat(removal.version()).isZero();
    adopt(store, removal);
    assertThat(store.current().labels()).containsExactly("built-in v1");
    publish("a.json", profile("pump", 3, 2));
    store.poll();
    assertThat(store.waiting()).as("it never comes back").isEmpty();
    publish("a.json", profile("pump", 2, 2));
    store.poll();
    assertThat(store.waiting()).isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneTakesNothingAway() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileStore store = store();
    store.poll();
    adopt(store, only(store));
    Files.delete(in.resolve("a.json"));
    Files.delete(in.resolve("a.json.p7s"));
    Files.delete(in);
    assertThat(store.poll()).hasSize(1);
    assertThat(store.waiting()).isEmpty();
    assertThat(store.current().labels()).contains("pump v3");
  }

  @Test
  void aDamagedLedgerLetsNothingStart() throws Exception {
    for (String bad : List.of("", "{", "[]", "{\"a\":{}}", "{\"a\":{\"version\":1}}")) {
      Files.writeString(ledger, bad);
      assertThatThrownBy(this::store)
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("WG-PRF-0013");
    }
  }

  @Test
  void aClassWithoutItsProfileIsNotAppraisedByAnother() throws Exception {
    Assurance assurance = new Assurance(true, "pump", Optional.empty(), 1, 1, 1, 60, List.of());
    Optional<DeviceClass> pumps =
        Optional.of(
            new DeviceClass(
                "infusion-pump",
                0.7,
                0.5,
                10,
                3,
                Set.of(JoinMethod.CERTIFICATE),
                false,
                assurance));
    assertThatThrownBy(() -> Profiles.BUILT_IN.of(pumps)).hasMessageContaining("WG-PRF-0002");
    assertThat(Profiles.BUILT_IN.of(Optional.empty()).id()).isEqualTo("built-in");
    Profiles others =
        Profiles.BUILT_IN.with(
            org.wardgate.attestation.profile.Sample.profile(
                profile("pump", 1, 2).replace("\"rules\"", "\"deviceClasses\":[\"x\"],\"rules\"")));
    assertThatThrownBy(() -> others.of(pumps)).hasMessageContaining("WG-PRF-0002");
  }

  private Parsed<ProfileSettings> settings(Object directory) {
    return ProfileSettings.of(values(directory));
  }

  private Map<String, Object> values(Object directory) {
    return Map.of(
        "profileDirectory",
        directory instanceof Path path ? path.toString() : directory,
        "anchorsFile",
        anchors.toString(),
        "pollSeconds",
        1);
  }

  /** Instead of a directory that is refused none is watched, until another one is good. */
  @Test
  void anotherDirectoryIsWatchedWhileItRuns() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileKeeper keeper =
        new ProfileKeeper(null, settings(7), name -> ledger.resolveSibling(""), CLOCK);
    CountDownLatch offered = new CountDownLatch(1);
    keeper.tell(
        () ->
            Optional.of(
                event -> {
                  offered.countDown();
                  return CompletableFuture.completedFuture(null);
                }));
    keeper.updated(values("/x\0"));
    keeper.updated(values(in));
    keeper.updated(values(in));
    assertThat(offered.await(60, TimeUnit.SECONDS)).isTrue();
    keeper.deactivate();
  }

  @Test
  void theKeeperOffersAndAdopts() throws Exception {
    publish("a.json", profile("pump", 3, 2));
    ProfileKeeper keeper =
        new ProfileKeeper(null, settings(in), name -> ledger.resolveSibling(""), CLOCK);
    AtomicReference<Event> told = new AtomicReference<>();
    CountDownLatch offered = new CountDownLatch(1);
    keeper.tell(
        () ->
            Optional.of(
                event -> {
                  told.set(event);
                  offered.countDown();
                  return CompletableFuture.completedFuture(null);
                }));
    assertThat(offered.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(told.get()).isInstanceOf(ChangeOffered.class);
    Change change = ((ChangeOffered) java.util.Objects.requireNonNull(told.get())).change();
    AdoptChange adopt = new AdoptChange(new CorrelationId("i"), NOW, change);
    assertThat(keeper.execute(adopt).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .as("never tried")
        .isInstanceOf(ChangeFailed.class);
    assertThat(keeper.candidate(change)).isPresent();
    assertThat(keeper.execute(adopt).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .isEqualTo(new ChangeSettled(new CorrelationId("i"), change, true));
    assertThat(keeper.current().labels()).contains("pump v3");
    assertThat(keeper.execute(adopt).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .as("asked again")
        .isInstanceOf(ChangeSettled.class);
    assertThat(keeper.candidate(change)).isEmpty();
    keeper.deactivate();
    assertThat(keeper.execute(adopt).toCompletableFuture().get(60, TimeUnit.SECONDS))
        .as("after its end")
        .isInstanceOf(ChangeFailed.class);
  }
}
