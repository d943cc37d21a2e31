package org.wardgate.registrar.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.VOUCHER_INVALID;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.registrar.testing.TestCa;

/**
 * The signed examples of draft-ietf-anima-constrained-voucher-29, appendix C. Their signatures and
 * contents were made by others. The voucher was signed three days before its signer's certificate
 * begins, so that it is whole at no time; its parts are checked one by one.
 */
class DraftExamplesTest {
  private static final Bytes NONCE_OF_THE_VOUCHER = Bytes.ofHex("57EED786AD404907");
  private static final Instant AFTERWARDS = Instant.parse("2022-12-10T00:00:00Z");

  private final Properties hex = new Properties();

  DraftExamplesTest() throws IOException {
    try (InputStream in = DraftExamplesTest.class.getResourceAsStream("draft-29.properties")) {
      hex.load(new InputStreamReader(in, StandardCharsets.US_ASCII));
    }
  }

  private Bytes bytes(String name) {
    return Bytes.ofHex(hex.getProperty(name));
  }

  private X509Certificate certificate(String name) throws CryptoException {
    return Certificates.ofDer(bytes(name));
  }

  private CoseSign1 message(String name) throws CryptoException {
    return (CoseSign1) CoseMessage.parse(bytes(name), VoucherLimits.CBOR);
  }

  private Manufacturer maker() throws CryptoException {
    X509Certificate masa = certificate("masa.ca");
    return new Manufacturer(
        "stok",
        "Stok",
        List.of(masa),
        List.of(),
        List.of(),
        List.of(),
        false,
        0,
        IdevidRules.DEFAULT,
        new Masa("", List.of(masa), List.of()));
  }

  private Pledge pledge() throws CryptoException {
    return new Pledge(
        new DeviceId("sensor"), "JADA123456789", certificate("pledge.idevid"), maker());
  }

  private GatewayCredential registrar() throws CryptoException {
    List<X509Certificate> bag = CoseX509.certificates(message("rvr"));
    return TestCa.credential(
        EcKeys.generateP256().getPrivate(), List.of(bag.get(0)), List.of(bag.get(1)));
  }

  @Test
  void theExamplePledgeRequestIsItsPledgesAndInContactWithTheExampleRegistrar() throws Exception {
    PledgeRequest request =
        PledgeRequest.verified(
            bytes("pvr"), message("pvr"), pledge(), new OwnIdentity(registrar()), AFTERWARDS);
    assertThat(request.nonce()).contains(Bytes.ofHex("23BFBBC9C2BCF213"));
  }

  @Test
  void theExamplePledgeRequestIsNotInContactWithUs() throws Exception {
    OwnIdentity other = new OwnIdentity(TestCa.root("Ward CA").gateway());
    CoseSign1 message = message("pvr");
    assertRefused(
        OnboardingErrors.NOT_THIS_REGISTRAR,
        "",
        () -> PledgeRequest.verified(bytes("pvr"), message, pledge(), other, AFTERWARDS));
  }

  @Test
  void theExampleRegistrarRequestHasTheSameLeavesAsOurs() throws Exception {
    CoseSign1 theirs = message("rvr");
    X509Certificate signer = CoseX509.certificates(theirs).get(0);
    CoseVerifier.verify(theirs, signer.getPublicKey(), Bytes.EMPTY);
    Leaves leaves = Leaves.read(theirs.payload(), VoucherModule.REQUEST, VOUCHER_INVALID);
    assertThat(leaves.assertion()).isEqualTo(Assertion.PROXIMITY);
    assertThat(leaves.date(Leaf.CREATED_ON)).contains(Instant.parse("2022-12-06T20:04:15.754Z"));
    assertThat(leaves.bytes(Leaf.IDEVID_ISSUER, 1, 100)).isEqualTo(pledge().idevidIssuer());
    assertThat(leaves.nonce()).contains(Bytes.ofHex("23BFBBC9C2BCF213"));
    assertThat(leaves.bytes(Leaf.PRIOR_REQUEST, 1, 4_096)).contains(bytes("pvr"));
    assertThat(leaves.serialNumber()).isEqualTo("JADA123456789");
  }

  @Test
  void theExampleVoucherIsSignedByTheExampleMasa() throws Exception {
    assertThat(SignerCheck.signer(message("voucher"), maker(), AFTERWARDS))
        .isEqualTo(certificate("masa.ca"));
    Leaves leaves =
        Leaves.read(message("voucher").payload(), VoucherModule.VOUCHER, VOUCHER_INVALID);
    assertThat(leaves.assertion()).isEqualTo(Assertion.PROXIMITY);
    assertThat(leaves.date(Leaf.CREATED_ON)).contains(Instant.parse("2022-12-06T20:23:30.708Z"));
    assertThat(leaves.nonce()).contains(NONCE_OF_THE_VOUCHER);
    assertThat(leaves.serialNumber()).isEqualTo("JADA123456789");
    PinCheck.check(leaves, new OwnIdentity(registrar()), AFTERWARDS);
  }

  @Test
  void theExampleVoucherIsOldTodayAndNotForUs() throws Exception {
    Expected theirs =
        new Expected(
            pledge(),
            Optional.of(NONCE_OF_THE_VOUCHER),
            new OwnIdentity(registrar()),
            NoncelessRule.NEVER,
            AFTERWARDS);
    assertRefused(
        VOUCHER_INVALID,
        "it has a nonce but is old",
        () -> Voucher.verified(bytes("voucher"), theirs));
    Expected ours =
        new Expected(
            pledge(),
            Optional.of(NONCE_OF_THE_VOUCHER),
            new OwnIdentity(TestCa.root("Ward CA").gateway()),
            NoncelessRule.NEVER,
            AFTERWARDS);
    assertRefused(
        VOUCHER_INVALID, "for another registrar", () -> Voucher.verified(bytes("voucher"), ours));
  }
}
