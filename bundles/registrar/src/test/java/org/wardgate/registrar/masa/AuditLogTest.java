package org.wardgate.registrar.masa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.AUDIT_LOG_SUSPECT;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.registrar.testing.TestCa;

class AuditLogTest {
  private static final String OURS = "BduJhdHPpfhQLyponf48JzXSGZ8";

  private static AuditLog log(String json) throws RefusedException {
    return AuditLog.of(Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String event(String domain) {
    return "{\"date\":\"2019-05-15T17:25:55.644-04:00\",\"domainID\":\""
        + domain
        + "\",\"nonce\":\"VOUFT-WwrEv0NuAQEHoV7Q\",\"assertion\":\"proximity\",\"truncated\":\"0\"}";
  }

  private static String json(String events, String truncation) {
    return "{\"version\":\"1\",\"events\":[" + events + "],\"truncation\":{" + truncation + "}}";
  }

  /** The example of RFC 8995 §5.8.1, with its counts as text. */
  @Test
  void theExampleIsRead() throws RefusedException {
    AuditLog log =
        log(
            json(
                event(OURS + "=") + "," + event(OURS + "="),
                "\"nonced duplicates\":\"0\",\"nonceless duplicates\":\"1\",\"arbitrary\":\"2\""));
    assertThat(log).isEqualTo(new AuditLog(Set.of(OURS), 2));
  }

  @Test
  void aLogThatNamesThisWardAloneIsGood() throws RefusedException {
    log(json(event(OURS), "")).requireOnly(Set.of(OURS, "other CA of ours"));
    log("{\"version\":1,\"events\":[" + event(OURS) + "]}").requireOnly(Set.of(OURS));
    log(json(event("a_-b"), "")).requireOnly(Set.of("a/+b"));
  }

  @Test
  void aLogThatNamesAnotherOwnerIsSuspect() {
    assertRefused(
        AUDIT_LOG_SUSPECT,
        "1 other domains",
        () -> log(json(event(OURS) + "," + event("AAAA"), "")).requireOnly(Set.of(OURS)));
  }

  @Test
  void aLogWithEntriesRemovedOrWithoutAnyIsSuspect() {
    assertRefused(
        AUDIT_LOG_SUSPECT,
        "3 entries removed",
        () -> log(json(event(OURS), "\"arbitrary\":3")).requireOnly(Set.of(OURS)));
    assertRefused(
        AUDIT_LOG_SUSPECT, "does not even name", () -> log(json("", "")).requireOnly(Set.of(OURS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"version\":1}",
        "{\"version\":0,\"events\":[]}",
        "{\"version\":1,\"events\":{}}",
        "{\"version\":1,\"events\":[1]}",
        "{\"version\":1,\"events\":[{}]}",
        "{\"version\":1,\"events\":[{\"domainID\":1}]}",
        "{\"version\":1,\"events\":[],\"truncation\":1}",
        "{\"version\":1,\"events\":[],\"truncation\":{\"arbitrary\":-1}}",
        "{\"version\":1,\"events\":[],\"truncation\":{\"arbitrary\":\"many\"}}",
        "{\"version\":1,\"version\":1,\"events\":[]}",
        "{\"version\":1,\"events\":[]} {}"
      })
  void whatIsNoLogIsSuspect(String json) {
    assertRefused(AUDIT_LOG_SUSPECT, "", () -> log(json));
  }

  @Test
  void aLogTooLargeOrTooDeepIsSuspect() {
    List<String> hostile =
        List.of(
            " ".repeat(MasaClient.AUDIT_LOG_MAX_BYTES + 1),
            "[".repeat(1_000),
            json(event("A".repeat(200)), ""),
            json((event("A") + ",").repeat(AuditLog.EVENTS_MAX_COUNT) + event("A"), ""));
    for (String json : hostile) {
      assertRefused(AUDIT_LOG_SUSPECT, "", () -> log(json));
    }
  }

  @Property(tries = 1_000)
  void noTextIsALogByChance(@ForAll String text) {
    assertRefused(AUDIT_LOG_SUSPECT, "", () -> log(text));
  }

  @Test
  void aDomainsIdIsItsKeyIdentifier() {
    TestCa ward = TestCa.root("Ward CA");
    assertThat(DomainId.of(List.of(ward.certificate(), ward.gateway().chain().get(0))))
        .hasSize(2)
        .allMatch(id -> !id.endsWith("=") && id.length() >= 27);
  }
}
