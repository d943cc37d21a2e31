package org.wardgate.registrar.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.VOUCHER_INVALID;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.Masa;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.testing.TestCa;
import org.wardgate.registrar.testing.TestCa.Identity;
import org.wardgate.registrar.testing.VoucherWriter;

class VoucherTest {
  private final Scene scene = new Scene();

  private Voucher verified(Bytes voucher) throws Exception {
    return Voucher.verified(voucher, scene.expected());
  }

  private void refused(String words, Bytes voucher) {
    assertRefused(VOUCHER_INVALID, words, () -> verified(voucher));
  }

  private void refusedNonceless(String words, VoucherWriter voucher) {
    assertRefused(
        VOUCHER_INVALID,
        words,
        () -> Voucher.verified(scene.signed(voucher), scene.expected(Scene.NONCELESS, scene.now)));
  }

  @Test
  void aRightVoucherIsHandedOnWithoutItsOpenCertificates() throws Exception {
    Bytes sent = scene.signed(scene.voucher());
    Voucher voucher = verified(sent);
    assertThat(voucher.nonced()).isTrue();
    assertThat(voucher.assertion()).isEqualTo(Assertion.PROXIMITY);
    assertThat(voucher.signer()).isEqualTo(scene.masa.certificate());
    CoseSign1 before = (CoseSign1) CoseMessage.parse(sent, VoucherLimits.CBOR);
    CoseSign1 after = (CoseSign1) CoseMessage.parse(voucher.forPledge(), VoucherLimits.CBOR);
    assertThat(CoseX509.certificates(after)).isEmpty();
    assertThat(after.payload()).isEqualTo(before.payload());
    assertThat(after.signature()).isEqualTo(before.signature());
    assertThat(after.protectedEncoded()).isEqualTo(before.protectedEncoded());
  }

  @Test
  void pinsTheGatewaysOwnCertificateOrKeyAsWell() throws Exception {
    verified(scene.signed(scene.voucher().bytes(8, Certificates.der(scene.own.certificate()))));
    verified(scene.signed(scene.voucher().without(8).bytes(9, scene.own.key())));
    verified(scene.signed(scene.voucher().without(8).bytes(10, scene.own.key().sha256())));
  }

  @Test
  void anAnchorMaySignItself() throws Exception {
    assertThat(verified(scene.voucher().bare(scene.masaRoot.self())).signer())
        .isEqualTo(scene.masaRoot.certificate());
  }

  @Test
  void leavesNobodyKnowsAreIgnored() throws Exception {
    verified(scene.signed(scene.voucher().text(40, "new").named("vendor:new", CborInt.of(1))));
  }

  @Test
  void anIdevidIssuerMustBeThePledges() throws Exception {
    Bytes issuer = scene.pledge().idevidIssuer().orElseThrow();
    verified(scene.signed(scene.voucher().bytes(5, issuer)));
    refused(
        "another IDevID issuer",
        scene.signed(scene.voucher().bytes(5, Bytes.ofHex("04183016801401"))));
  }

  @Test
  void aForgedVoucherIsRefused() {
    byte[] sent = scene.signed(scene.voucher()).toArray();
    sent[sent.length - 1] ^= 1;
    refused("signed by nobody known", Bytes.of(sent));
    TestCa stranger = TestCa.root("Acme MASA Root");
    refused("its signer", scene.voucher().signed(stranger.issues("x", Profile.CMS_SIGNER)));
    refused("its signer", scene.voucher().signed(stranger.self()));
  }

  @Test
  void aVoucherOfAnotherManufacturersMasaIsRefused() {
    TestCa beta = TestCa.root("Beta MASA Root");
    Identity masa = beta.issues("Beta MASA", Profile.CMS_SIGNER);
    refused("its signer", scene.voucher().signed(masa, beta.certificate()));
  }

  @Test
  void aDeviceSignsNoVoucherThoughItsRootIsTheMasas() throws Exception {
    Pledge pledge =
        new Pledge(
            Scene.PUMP,
            Scene.SERIAL,
            scene.pump.certificate(),
            scene.acme(new Masa("", List.of(scene.devices.certificate()), List.of())));
    Expected expected =
        new Expected(pledge, Optional.of(Scene.NONCE), scene.own, NoncelessRule.NEVER, scene.now);
    Identity other = scene.devices.idevid("2");
    assertRefused(
        VOUCHER_INVALID,
        "a device signed it",
        () -> Voucher.verified(scene.voucher().signed(other), expected));
    Identity nameless = scene.devices.issues("no serial number", Profile.IDEVID);
    assertRefused(
        VOUCHER_INVALID,
        "nothing says it may sign",
        () -> Voucher.verified(scene.voucher().signed(nameless), expected));
    // for e-mail, for code: whatever else the maker signs
    Identity mail = scene.devices.issues("MASA", Profile.CMS_SIGNER);
    assertRefused(
        VOUCHER_INVALID,
        "nothing says it may sign",
        () -> Voucher.verified(scene.voucher().signed(mail), expected));
    Voucher.verified(scene.voucher().signed(scene.devices.signsDocuments("MASA")), expected);
  }

  @Test
  void aSignerThatTheHospitalNamesSignsThoughItsRootIssuesDevices() throws Exception {
    Identity named = scene.devices.issues("MASA", Profile.CMS_SIGNER);
    Pledge pledge =
        new Pledge(
            Scene.PUMP,
            Scene.SERIAL,
            scene.pump.certificate(),
            scene.acme(new Masa("", List.of(named.certificate()), List.of())));
    Expected expected =
        new Expected(pledge, Optional.of(Scene.NONCE), scene.own, NoncelessRule.NEVER, scene.now);
    Voucher.verified(scene.voucher().bare(named), expected);
    assertRefused(
        VOUCHER_INVALID,
        "its signer",
        () ->
            Voucher.verified(scene.voucher().signed(scene.devices.signsDocuments("x")), expected));
  }

  @Test
  void theMasasWebServerSignsNoVoucherWhateverItsCertificateSaysBesides() {
    refused(
        "a web server's certificate",
        scene.voucher().signed(scene.masaRoot.issues("masa", Profile.GATEWAY)));
    SubjectAltName host = SubjectAltName.dns("masa.example");
    refused("a web server's certificate", scene.voucher().signed(scene.masaRoot.server(host)));
    refused(
        "a web server's certificate",
        scene.voucher().signed(scene.masaRoot.issues("masa", Profile.CMS_SIGNER, host)));
  }

  @Test
  void aWebServersOrAnExpiredCertificateSignsNoVoucher() {
    refused("a web server's certificate", scene.voucher().signed(scene.masaRoot.server()));
    Identity expired = scene.masaRoot.issuesExpired("old", Profile.CMS_SIGNER);
    refused("its signer", scene.voucher().signed(expired));
  }

  @Test
  void aReplayedVoucherOfAnotherNonceIsRefused() {
    refused(
        "the nonce of another request",
        scene.signed(scene.voucher().bytes(7, Bytes.ofHex("0102030405060709"))));
  }

  @Test
  void aReplayedVoucherOfAnotherSerialNumberIsRefused() {
    refused("another serial number", scene.signed(scene.voucher().text(11, "2")));
    refused("another serial number", scene.signed(scene.voucher().text(11, "jada123456789")));
  }

  @Test
  void aVoucherForAnotherRegistrarIsRefused() {
    TestCa otherWard = TestCa.root("Ward CA");
    GatewayCredential other = otherWard.gateway();
    X509Certificate leaf = other.chain().get(0);
    for (X509Certificate pinned : List.of(otherWard.certificate(), leaf)) {
      refused(
          "for another registrar",
          scene.signed(scene.voucher().bytes(8, Certificates.der(pinned))));
    }
    Bytes key = new OwnIdentity(other).key();
    refused("for another registrar", scene.signed(scene.voucher().bytes(9, key)));
    refused("for another registrar", scene.signed(scene.voucher().bytes(10, key.sha256())));
    refused("pins nobody", scene.signed(scene.voucher().without(8)));
  }

  @Test
  void aFormerWardCaThatDidNotIssueTheGatewaysCertificateIsNotPinned() {
    TestCa former = TestCa.root("Former Ward CA");
    OwnIdentity own = new OwnIdentity(scene.ward.gateway(former.certificate()));
    Expected expected =
        new Expected(scene.pledge(), Optional.of(Scene.NONCE), own, NoncelessRule.NEVER, scene.now);
    assertRefused(
        VOUCHER_INVALID,
        "for another registrar",
        () ->
            Voucher.verified(
                scene.signed(scene.voucher().bytes(8, Certificates.der(former.certificate()))),
                expected));
  }

  @Test
  void anExpiredVoucherIsRefused() {
    refused(
        "it expired",
        scene.signed(scene.voucher().date(4, scene.now.minus(Duration.ofSeconds(1)))));
    refused("it expired", scene.signed(scene.voucher().date(4, scene.now)));
  }

  @Test
  void aVoucherOfTheFutureOrWithoutDateIsRefused() {
    refused(
        "made after now",
        scene.signed(scene.voucher().date(2, scene.now.plus(Duration.ofHours(2)))));
    refused("no created-on", scene.signed(scene.voucher().without(2)));
    refused("no date", scene.signed(scene.voucher().text(2, "yesterday")));
    refused("no date", scene.signed(scene.voucher().number(2, 1_700_000_000)));
    refused(
        "it has a nonce but is old",
        scene.signed(scene.voucher().date(2, scene.now.minus(Duration.ofDays(2)))));
  }

  @Test
  void withTheClockAt1970AndAt2100NoVoucherCounts() {
    for (Instant wrong :
        List.of(Instant.parse("1970-01-01T00:00:10Z"), Instant.parse("2100-01-01T00:00:00Z"))) {
      assertRefused(
          VOUCHER_INVALID,
          "",
          () ->
              Voucher.verified(
                  scene.signed(scene.voucher()), scene.expected(NoncelessRule.NEVER, wrong)));
      assertRefused(
          VOUCHER_INVALID,
          "",
          () ->
              Voucher.verified(
                  scene.signed(scene.nonceless()), scene.expected(Scene.NONCELESS, wrong)));
    }
  }

  @Test
  void aNoncelessVoucherCountsOnlyIfTheOperatorAllowsIt() throws Exception {
    Bytes nonceless = scene.signed(scene.nonceless());
    refused("nonceless ones do not count", nonceless);
    Voucher voucher = Voucher.verified(nonceless, scene.expected(Scene.NONCELESS, scene.now));
    assertThat(voucher.nonced()).isFalse();
    assertThat(voucher.expiresOn()).isPresent();
  }

  @Test
  void aNoncelessVoucherNeedsAnEndAndNotTooFarAway() {
    refusedNonceless("neither nonce nor expires-on", scene.nonceless().without(4));
    refusedNonceless(
        "allowed 400", scene.nonceless().date(4, scene.now.plus(Duration.ofDays(402))));
    refusedNonceless("it expired", scene.nonceless().date(4, scene.now.minusSeconds(5)));
    refusedNonceless("asserts proximity without a nonce", scene.nonceless().number(1, 2));
  }

  @Test
  void aNonceNobodySentIsRefused() {
    Expected expected =
        new Expected(scene.pledge(), Optional.empty(), scene.own, Scene.NONCELESS, scene.now);
    assertRefused(
        VOUCHER_INVALID,
        "the nonce of another request",
        () -> Voucher.verified(scene.signed(scene.voucher()), expected));
  }

  @Test
  void assertionsNobodyKnowsAreRefused() {
    refused("agent", scene.signed(scene.voucher().number(1, 3)));
    refused("assertion", scene.signed(scene.voucher().number(1, 4)));
    refused("assertion", scene.signed(scene.voucher().number(1, -1)));
    refused("assertion", scene.signed(scene.voucher().text(1, "proximity")));
    refused("assertion", scene.signed(scene.voucher().without(1)));
  }

  @Test
  void aVoucherThatSendsThePledgeElsewhereIsRefused() {
    refused(
        "another domain to enrol in",
        scene.signed(scene.voucher().text(13, "https://est.example/")));
    refused(
        "another domain to enrol in",
        scene.signed(scene.voucher().named("est-domain", new CborText("https://est.example/"))));
  }

  @Test
  void aRequestIsNoVoucher() {
    refused("the structure is not 2451", scene.signed(scene.request()));
    refused(
        "the structure is not 2451",
        scene.signed(VoucherWriter.structure(1001154).text(11, Scene.SERIAL)));
  }

  @Test
  void leavesOfTheWrongKindAreRefused() {
    refused("nonce", scene.signed(scene.voucher().bytes(7, Bytes.ofHex("01020304050607"))));
    refused("nonce", scene.signed(scene.voucher().text(7, "01020304")));
    refused("serial-number", scene.signed(scene.voucher().number(11, 1)));
    refused("serial-number", scene.signed(scene.voucher().text(11, "")));
    refused("pinned-domain-cert", scene.signed(scene.voucher().text(8, "cert")));
    refused(
        "pinned-domain-pubk-sha256", scene.signed(scene.voucher().bytes(10, Bytes.ofHex("00"))));
    refused(
        "a key that is neither",
        scene.signed(
            scene
                .voucher()
                .put(3, CborInt.of(1))
                .put(14, CborArray.of())
                .bytes(15, Bytes.EMPTY)
                .raw(new CborBytes(Bytes.EMPTY), CborInt.of(1))));
  }

  @Test
  void theSameLeafByNumberAndByNameIsRefused() {
    refused(
        "twice", scene.signed(scene.voucher().named("serial-number", new CborText(Scene.SERIAL))));
  }

  @Test
  void namesCountAsWellAsNumbers() throws Exception {
    verified(
        scene.signed(
            scene.voucher().without(11).named("serial-number", new CborText(Scene.SERIAL))));
  }
}
