package org.wardgate.coap.eap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.Secrets;
import org.wardgate.api.testing.HostileSettings;

class SettingsTest {
  private static final SecretReader PLAIN = new SecretReader(Optional.of(String::toCharArray));

  @TempDir Path directory = Path.of(".");

  private Map<String, Object> values(Map<String, Object> changed) throws Exception {
    Map<String, Object> values = new HashMap<>();
    values.put("radiusServer", "192.0.2.1");
    values.put("sharedSecretFile", EapWard.secretFile(directory).toString());
    values.putAll(changed);
    return values;
  }

  private Parsed<Settings> with(Map<String, Object> changed) throws Exception {
    return Settings.of(values(changed), PLAIN);
  }

  private void isRefused(String attribute, Object value) throws Exception {
    Parsed<Settings> parsed = with(Map.of(attribute, value));
    assertThat(parsed.refused(attribute)).as("%s = %s", attribute, value).isTrue();
  }

  @Test
  void goodValuesAreTaken() throws Exception {
    Settings settings = with(Map.of("secondServer", "2001:db8::1")).value();
    assertThat(settings.radius().orElseThrow().servers()).hasSize(2);
    assertThat(settings.serverVouchesForUserName()).isFalse();
    assertThat(settings.toString()).doesNotContain(Hostapd.SECRET);
  }

  @Test
  void itIsOffOnAFreshGateway() {
    Parsed<Settings> fresh = Settings.of(Map.of(), PLAIN);
    assertThat(fresh.good()).isTrue();
    assertThat(fresh.value().radius()).isEmpty();
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() throws Exception {
    HostileSettings.survive(CoapEapConfig.class, values -> Settings.of(values, PLAIN));
    for (String name : List.of("radiusServer", "secondServer", "realm", "sharedSecretFile")) {
      isRefused(name, HostileSettings.SCRIPT);
    }
    isRefused("nasIdentifier", "a script <script>");
  }

  @Test
  void aHostNameIsRefused() throws Exception {
    isRefused("radiusServer", "radius");
    isRefused("radiusServer", "radius.hospital.example");
    isRefused("secondServer", "radius hospital");
  }

  @Test
  void valuesOutOfRangeAreRefused() throws Exception {
    isRefused("radiusPort", 0);
    isRefused("secondPort", 65_536);
    isRefused("radiusTimeoutSeconds", 31);
    isRefused("radiusTriesMax", 11);
    isRefused("answerSecondsMax", 0);
    isRefused("authenticationSecondsMax", 4);
    isRefused("sessionLifetimeSeconds", 1);
    isRefused("concurrentMax", 0);
    isRefused("concurrentPerAddressMax", 201);
    isRefused("nasIdentifier", "");
    isRefused("realm", "a b");
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws Exception {
    Path file = EapWard.secretFile(directory);
    Path open = directory.resolve("open");
    Files.copy(file, open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("r--r-----"));
    isRefused("sharedSecretFile", open.toString());
  }

  @Test
  void aShortOrMissingSecretIsRefused() throws Exception {
    Path file = directory.resolve("short");
    Files.writeString(file, "short\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    isRefused("sharedSecretFile", file.toString());
    isRefused("sharedSecretFile", directory.resolve("none").toString());
    isRefused("sharedSecretFile", "relative");
    isRefused("sharedSecretFile", "");
  }

  @Test
  void aPasswordCountsBeforeTheFile() throws Exception {
    Settings ofFile = with(Map.of()).value();
    Settings same = with(Map.of("sharedSecret", Hostapd.SECRET)).value();
    Settings other = with(Map.of("sharedSecret", "another secret of the hospital")).value();
    assertThat(same).isEqualTo(ofFile);
    assertThat(other).isNotEqualTo(ofFile);
  }

  @Test
  void aPasswordIsDecryptedAndNeverShown() throws Exception {
    char[] revealed = Hostapd.SECRET.toCharArray();
    Secrets vault =
        configured -> {
          assertThat(configured).isEqualTo("encrypted");
          return revealed;
        };
    Parsed<Settings> parsed =
        Settings.of(
            values(Map.of("sharedSecret", "encrypted")), new SecretReader(Optional.of(vault)));
    assertThat(parsed.good()).isTrue();
    assertThat(parsed.value()).isEqualTo(with(Map.of()).value());
    assertThat(revealed).containsOnly('\0');
    assertThat(parsed.toString()).doesNotContain(Hostapd.SECRET).doesNotContain("encrypted");
  }

  @Test
  void anEncryptedEmptyPasswordIsNoneAndTheFileCounts() throws Exception {
    SecretReader kura = new SecretReader(Optional.of(configured -> new char[0]));
    Map<String, Object> fresh = Map.of("sharedSecret", "encrypted nothing");
    assertThat(Settings.of(fresh, kura).good()).isTrue();
    assertThat(Settings.of(values(fresh), kura).value()).isEqualTo(with(Map.of()).value());
  }

  @Test
  void aPasswordThatCannotBeDecryptedOrIsTooShortOrTooLongIsRefusedAndNotShown() throws Exception {
    isRefused("sharedSecret", "too short");
    isRefused("sharedSecret", "x".repeat(257));
    isRefused("sharedSecret", "control\u0007character");
    Secrets broken =
        configured -> {
          throw new RefusedException(OnboardingErrors.EAP_CONFIGURATION, "key lost");
        };
    for (SecretReader reader :
        List.of(new SecretReader(Optional.of(broken)), new SecretReader(Optional.empty()))) {
      Parsed<Settings> parsed =
          Settings.of(values(Map.of("sharedSecret", "an encrypted secret")), reader);
      assertThat(parsed.refusals()).extracting(Refusal::property).containsExactly("sharedSecret");
      assertThat(parsed.refusals().get(0).value()).doesNotContain("encrypted");
      assertThat(parsed.value().radius()).isEmpty();
    }
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() throws Exception {
    try (EapWard ward = new EapWard(directory, server(), Map.of())) {
      ward.eap.modified(EapWard.values(directory, server(), Map.of()));
      assertThat(ward.reports.said()).doesNotContain("refused");
      assertThat(ward.eap.restarts()).isEqualTo(1);
      ward.eap.modified(EapWard.values(directory, server(), Map.of("realm", "ward.example")));
      assertThat(ward.eap.restarts()).isEqualTo(2);
    }
  }

  @Test
  void aRefusedConfigurationLeavesTheLastGoodOneInForce() throws Exception {
    try (EapWard ward = new EapWard(directory, server(), Map.of())) {
      ward.eap.modified(
          EapWard.values(directory, server(), Map.of("radiusServer", "", "realm", "a b")));
      assertThat(ward.eap.restarts()).isEqualTo(1);
      assertThat(ward.eap.serving()).isTrue();
      assertThat(ward.reports.properties()).containsExactly("realm");
    }
  }

  @Test
  void withoutASecretItIsAliveAndOffUntilThereIsOne() throws Exception {
    try (EapWard ward = new EapWard(directory, server(), Map.of("sharedSecretFile", "/none"))) {
      assertThat(ward.eap.serving()).isFalse();
      assertThat(ward.reports.properties()).containsExactly("sharedSecretFile");
      ward.eap.modified(EapWard.values(directory, server(), Map.of()));
      assertThat(ward.eap.serving()).isTrue();
      assertThat(ward.reports.current()).isEmpty();
    }
  }

  private static InetSocketAddress server() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
  }
}
