package org.wardgate.settings.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.SettingsForm;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.api.platform.Secrets;
import org.wardgate.api.platform.SettingsStore;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.settings.form.StoredConfigurations.Stored;

class FormsTest {
  private static final String PID = "test.pid";
  private static final List<String> GUARDED =
      List.of(
          "approvalsMin",
          "anchorsFile",
          "commandAnchorsFile",
          "tlsAnchorsFile",
          "caFile",
          "nftCommand",
          "ipCommand",
          "ulogdCommand",
          "ulogdPluginDirectory",
          "pkcs11Library",
          "plainPasswords",
          "probesMin",
          "gatewayId",
          "dataDirectory");

  private final Map<String, Stored> stored = new HashMap<>();
  private final RecordedReports reports = new RecordedReports();
  private final List<Map<String, Object>> written = new ArrayList<>();
  private Optional<SettingsStore> store = Optional.of(this::write);
  private Optional<Secrets> secrets = Optional.of(hidden -> ("plain " + hidden).toCharArray());
  private final Forms forms =
      new Forms(
          () -> MetatypeReaderTest.read(document()),
          () -> List.copyOf(stored.values()),
          reports,
          () -> store,
          () -> secrets,
          this::aWhile);
  private boolean guarded;

  /** With attributes that nobody changes over the network, or without. */
  private String document() {
    StringBuilder more = new StringBuilder();
    for (String name : guarded ? GUARDED : List.<String>of()) {
      String type = name.equals("approvalsMin") ? "Integer" : "String";
      more.append("<AD id='" + name + "' type='" + type + "' required='false' default=''/>");
    }
    return MetatypeReaderTest.DOCUMENT.replace("<AD id=\"port\"", more + "<AD id=\"port\"");
  }

  private Runnable component = () -> {};
  private final Map<Integer, Runnable> late = new HashMap<>();
  private final AtomicInteger moments = new AtomicInteger();

  /** Hundred moments; in the second the component looks at what it was given. */
  private BooleanSupplier aWhile() {
    moments.set(0);
    return () -> {
      int moment = moments.incrementAndGet();
      if (moment > 100) {
        return false;
      }
      (moment == 2 ? component : late.getOrDefault(moment, () -> {})).run();
      return true;
    };
  }

  private void refuse(String property, String value, ErrorCode code) {
    component =
        () ->
            reports.refused(
                PID,
                List.of(new Refusal(property, value, new RefusedException(code, "not " + value))));
  }

  private void write(String pid, Map<String, Object> values) {
    written.add(values);
    configure(pid, "", values);
  }

  private void configure(String pid, String factoryPid, Map<String, Object> values) {
    stored.put(pid, new Stored(pid, factoryPid, values));
  }

  private SettingsForm form() {
    return forms.form(PID).orElseThrow();
  }

  private SettingsForm change(String name, String... texts) throws RefusedException {
    return forms.change(PID, form().version(), Map.of(name, List.of(texts)));
  }

  private List<String> values(String field) {
    return form().fields().stream()
        .filter(one -> one.id().equals(field))
        .findFirst()
        .orElseThrow()
        .values();
  }

  @Test
  void aFormShowsWhatIsStoredElseTheDefaults() {
    configure(PID, "", Map.of("port", 5300, "names", new String[] {"x", "y"}, "other", "hidden"));
    assertThat(values("port")).containsExactly("5300");
    assertThat(values("names")).containsExactly("x", "y");
    assertThat(values("mode")).containsExactly("keep");
    assertThat(forms.forms()).hasSize(1);
    configure("a~1", "test.factory", Map.of("x", false));
    assertThat(forms.forms())
        .extracting(SettingsForm::pid, SettingsForm::factoryPid)
        .contains(org.assertj.core.groups.Tuple.tuple("a~1", "test.factory"));
  }

  @Test
  void passwordsAreNeverShownAndStayWhatTheyAre() throws Exception {
    configure(PID, "", Map.of("secret", "sealed", "port", 1));
    assertThat(values("secret")).isEmpty();
    assertThat(form().toString()).doesNotContain("sealed");
    change("port", "2");
    assertThat(written.get(0)).containsEntry("secret", "plain sealed").containsEntry("port", 2);
    change("secret", "new one");
    assertThat(written.get(1)).containsEntry("secret", "new one");
    assertThat(form().toString()).doesNotContain("new one");
  }

  @Test
  void aPasswordThatCannotBeRevealedIsLeftAsItIs() throws Exception {
    configure(PID, "", Map.of("secret", "sealed", "port", 1));
    secrets =
        Optional.of(
            hidden -> {
              throw new RefusedException(PlatformErrors.VAULT_FAILED, "");
            });
    change("port", "2");
    assertThat(written.get(0)).doesNotContainKey("secret");
    secrets = Optional.empty();
    configure(PID, "", Map.of("secret", "sealed", "port", 1));
    change("port", "3");
    assertThat(written.get(1)).doesNotContainKey("secret");
  }

  @Test
  void whatIsNotNamedStaysAndNothingOfOthersIsWritten() throws Exception {
    configure(PID, "", Map.of("port", 5300, "mode", "close", "Enforcer.target", "(x=y)"));
    SettingsForm after = change("names", "z");
    assertThat(written.get(0)).containsOnlyKeys("port", "mode", "names");
    assertThat(after.version()).isNotEqualTo("");
  }

  @Test
  void nobodyOverwritesWhatSomebodyElseChangedMeanwhile() throws Exception {
    String before = form().version();
    change("port", "54");
    assertThatThrownBy(() -> forms.change(PID, before, Map.of("port", List.of("55"))))
        .hasMessageContaining("WG-CFG-0011");
    assertThatThrownBy(() -> forms.change(PID, "", Map.of("port", List.of("55"))))
        .hasMessageContaining("WG-CFG-0011");
    assertThat(values("port")).containsExactly("54");
  }

  @Test
  void theVersionGivesNoPasswordAwayAndChangesWithEveryValue() {
    configure(PID, "", Map.of("secret", "guessable"));
    String version = form().version();
    Forms another =
        new Forms(
            () -> MetatypeReaderTest.read(MetatypeReaderTest.DOCUMENT),
            () -> List.copyOf(stored.values()),
            reports,
            () -> store,
            () -> secrets,
            this::aWhile);
    assertThat(another.form(PID).orElseThrow().version()).isNotEqualTo(version);
    configure(PID, "", Map.of("secret", "guessed"));
    assertThat(form().version()).isNotEqualTo(version);
    configure(PID, "", Map.of("secret", "guessable"));
    assertThat(form().version()).isEqualTo(version);
  }

  @Test
  void oneWrongValueKeepsAllFromBeingStored() {
    String version = form().version();
    assertThatThrownBy(
            () ->
                forms.change(
                    PID, version, Map.of("port", List.of("99999"), "mode", List.of("close"))))
        .hasMessageContaining("WG-CFG-0002");
    assertThat(written).isEmpty();
  }

  @Test
  void whatIsNotThereCannotBeSet() {
    assertThatThrownBy(() -> change("nothing", "1")).hasMessageContaining("WG-CFG-0012");
    assertThatThrownBy(() -> change("service.pid", "1")).hasMessageContaining("WG-CFG-0012");
    assertThatThrownBy(() -> forms.change("absent", "v", Map.of()))
        .hasMessageContaining("WG-CFG-0010");
    assertThatThrownBy(() -> forms.change("test.factory", "v", Map.of()))
        .hasMessageContaining("WG-CFG-0010");
    assertThat(forms.form("<script>")).isEmpty();
  }

  @Test
  void withoutAStoreAChangeIsRefusedWithARemedy() {
    store = Optional.empty();
    assertThatThrownBy(() -> change("port", "54"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0013");
  }

  @Test
  void aStoreThatFailsChangesNothing() {
    store =
        Optional.of(
            (pid, values) -> {
              throw new RefusedException(ConfigurationErrors.NOT_STORED, "disk full");
            });
    assertThatThrownBy(() -> change("port", "54")).hasMessageContaining("WG-CFG-0014");
    assertThat(values("port")).containsExactly("53");
  }

  @Test
  void refusedValuesStandInTheForm() {
    reports.refused(
        PID,
        List.of(
            new Refusal(
                "port", "0", new RefusedException(ConfigurationErrors.OUT_OF_RANGE, "port: 0"))));
    reports.refused(
        "other",
        List.of(
            new Refusal("x", "", new RefusedException(ConfigurationErrors.BAD_VALUE, "other"))));
    assertThat(form().refused()).hasSize(1);
    assertThat(form().refused().get(0)).contains("port = 0", "WG-CFG-0002", "limits");
  }

  @Test
  void ofWhatThePlatformTakesInPartNothingStays() throws Exception {
    configure(PID, "", Map.of("port", 53, "names", new String[] {"x"}));
    store =
        Optional.of(
            (pid, values) -> {
              Map<String, Object> taken = new HashMap<>(values);
              taken.put("names", new String[] {"x"}); // this one stays as it was
              write(pid, taken);
              if (Integer.valueOf(54).equals(values.get("port"))) {
                throw new RefusedException(ConfigurationErrors.NOT_STORED, "ignored names");
              }
            });
    String version = form().version();
    assertThatThrownBy(
            () -> forms.change(PID, version, Map.of("port", List.of("54"), "names", List.of("y"))))
        .hasMessageContaining("WG-CFG-0014");
    assertThat(values("port")).containsExactly("53");
  }

  @Test
  void whatTheComponentRefusesIsPutBackAndSaid() {
    configure(PID, "", Map.of("port", 5300, "secret", "sealed"));
    refuse("port", "54", ConfigurationErrors.OUT_OF_RANGE);
    assertThatThrownBy(() -> change("port", "54"))
        .hasMessageContaining("WG-CFG-0016")
        .hasMessageContaining("port = 54");
    assertThat(values("port")).containsExactly("5300");
    assertThat(written.get(1)).containsEntry("port", 5300).containsEntry("secret", "plain sealed");
  }

  @Test
  void theAnswerComesSoonAfterTheComponentHasLooked() throws Exception {
    component = () -> reports.considered(PID);
    change("port", "99");
    assertThat(moments.get()).isEqualTo(1 + Trial.SETTLED_MOMENTS);
  }

  @Test
  void aComponentThatSaysNothingHasTheWholeWhile() throws Exception {
    component = () -> reports.considered("another.pid");
    change("port", "99");
    assertThat(moments.get()).isGreaterThan(100);
  }

  @Test
  void whatIsRefusedJustAfterTheLookIsPutBackToo() {
    refuse("port", "99", ConfigurationErrors.BAD_VALUE);
    late.put(2 + Trial.SETTLED_MOMENTS - 1, component);
    component = () -> reports.considered(PID);
    assertThatThrownBy(() -> change("port", "99")).hasMessageContaining("WG-CFG");
    assertThat(moments.get()).isEqualTo(2 + Trial.SETTLED_MOMENTS - 1);
  }

  @Test
  void whatWasNotStoredBeforeIsPutBackAsTheDefault() {
    refuse("", "", ConfigurationErrors.BAD_VALUE);
    String version = form().version();
    assertThatThrownBy(
            () -> forms.change(PID, version, Map.of("port", List.of("54"), "names", List.of("z"))))
        .hasMessageContaining("WG-CFG-0016");
    assertThat(values("port")).containsExactly("53");
    assertThat(values("names")).containsExactly("a,b", "c");
  }

  @Test
  void whatWasRefusedBeforeOrCountsAtTheNextStartIsNotPutBack() throws Exception {
    refuse("mode", "odd", ConfigurationErrors.BAD_VALUE);
    component.run();
    change("port", "54");
    refuse("port", "55", ConfigurationErrors.NEXT_START);
    change("port", "55");
    assertThat(values("port")).containsExactly("55");
    assertThat(written).hasSize(2);
  }

  @Test
  void whatCannotBePutBackIsSaid() {
    refuse("port", "54", ConfigurationErrors.OUT_OF_RANGE);
    store =
        Optional.of(
            (pid, values) -> {
              if (!written.isEmpty()) {
                throw new RefusedException(ConfigurationErrors.NOT_STORED, "disk full");
              }
              write(pid, values);
            });
    assertThatThrownBy(() -> change("port", "54")).hasMessageContaining("WG-CFG-0014");
  }

  @Test
  void nobodySwitchesTheTwoPersonRuleOffOrTrustsOthersOverTheNetwork() throws Exception {
    guarded = true;
    configure(PID, "", Map.of("approvalsMin", 2, "anchorsFile", "/a.pem"));
    for (String name : GUARDED) {
      assertThatThrownBy(() -> change(name, "1")).as(name).hasMessageContaining("WG-CFG-0015");
    }
    String version = form().version();
    assertThatThrownBy(
            () ->
                forms.change(
                    PID, version, Map.of("port", List.of("54"), "approvalsMin", List.of("1"))))
        .hasMessageContaining("WG-CFG-0015");
    assertThat(written).isEmpty();
    change("approvalsMin", "2"); // as it is
    assertThat(written.get(0))
        .containsEntry("approvalsMin", 2)
        .containsEntry("anchorsFile", "/a.pem");
    assertThat(form().fields())
        .filteredOn(field -> GUARDED.contains(field.id()))
        .hasSize(GUARDED.size())
        .allMatch(field -> field.shownOnly().equals(Guarded.NOTE));
  }

  @Test
  void whichGatewayThisIsAndWhereItsDataAreIsNotChangedOverTheNetwork() {
    guarded = true;
    assertThatThrownBy(() -> change("gatewayId", "ward-7")).hasMessageContaining("WG-CFG-0015");
    assertThatThrownBy(() -> change("dataDirectory", "/tmp")).hasMessageContaining("WG-CFG-0015");
    assertThat(written).isEmpty();
  }

  @Test
  void storedValuesOfAnyTypeAreShown() {
    configure(PID, "", Map.of("port", "text", "names", List.of("a"), "mode", new int[] {1, 2}));
    assertThat(values("port")).containsExactly("text");
    assertThat(values("names")).containsExactly("a");
    assertThat(values("mode")).containsExactly("1", "2");
    configure(PID, "", Map.of("port", "x".repeat(1_000_000)));
    assertThat(values("port").get(0)).hasSize(ValueCheck.TEXT_MAX_CHARS);
  }
}
