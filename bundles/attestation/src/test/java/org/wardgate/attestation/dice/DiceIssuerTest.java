package org.wardgate.attestation.dice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.crypto.dice.LayerCertificates;
import org.wardgate.crypto.dice.TcbInfo;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** What a device certifies itself does not say which device it is, nor of which class. */
class DiceIssuerTest {
  private final DiceMaker maker = new DiceMaker();

  private static Issue issue(String name, PublicKey key, Profile profile) {
    return Issue.of(
        name,
        key,
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2027-01-01T00:00:00Z"),
        BigInteger.valueOf(name.length()),
        profile);
  }

  private Issue device() {
    return issue("Device", maker.deviceKey.getPublic(), Profile.SUB_CA);
  }

  private Issue alias() {
    return issue("Alias", maker.aliasKey.getPublic(), Profile.IDEVID);
  }

  private Appraisal appraise(Issue deviceIssue, TcbInfo deviceLayer, Issue aliasIssue)
      throws Exception {
    X509Certificate device =
        LayerCertificates.issue(
            deviceIssue, Optional.of(maker.root), maker.rootKey.getPrivate(), List.of(deviceLayer));
    X509Certificate alias =
        LayerCertificates.issue(
            aliasIssue,
            Optional.of(device),
            maker.deviceKey.getPrivate(),
            List.of(DiceMaker.layer(1, DiceMaker.APP, Set.of())));
    return maker
        .world()
        .appraise(
            DiceMaker.token(
                DiceMaker.claims(), List.of(alias, device), maker.aliasKey.getPrivate()));
  }

  private static TcbInfo unnamed() {
    TcbInfo named = DiceMaker.layer(0, DiceMaker.BOOT, Set.of());
    return new TcbInfo(
        Optional.empty(),
        Optional.empty(),
        named.version(),
        OptionalLong.empty(),
        named.layer(),
        OptionalLong.empty(),
        named.fwids(),
        named.flags(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aDeviceCannotGiveItselfTheSerialNumberOfAnother() throws Exception {
    Appraisal appraisal =
        appraise(
            device(),
            DiceMaker.layer(0, DiceMaker.BOOT, Set.of()),
            alias().withSubjectSerial("SN-1"));
    assertThat(appraisal.problem().orElseThrow().line()).startsWith("WG-ATT-0011");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void aLayerThatNamesAnotherSerialNumberIsNotTaken() throws Exception {
    Appraisal appraisal =
        appraise(
            device().withSubjectSerial("SN-1"),
            DiceMaker.layer(0, DiceMaker.BOOT, Set.of()),
            alias().withSubjectSerial("SN-2"));
    assertThat(appraisal.problem().orElseThrow().line()).startsWith("WG-ATT-0011");
  }

  @Test
  void theSameSerialNumberInALayerDoesNoHarm() throws Exception {
    Appraisal appraisal =
        appraise(
            device().withSubjectSerial("SN-1"),
            DiceMaker.layer(0, DiceMaker.BOOT, Set.of()),
            alias().withSubjectSerial("SN-1"));
    assertThat(appraisal.tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aDeviceDoesNotChooseItsOwnClass() throws Exception {
    Appraisal appraisal = appraise(device().withSubjectSerial("SN-1"), unnamed(), alias());
    assertThat(appraisal.problem().orElseThrow().line()).startsWith("WG-ATT-0010");
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
  }
}
