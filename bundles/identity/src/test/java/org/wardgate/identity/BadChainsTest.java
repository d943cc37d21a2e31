package org.wardgate.identity;

import static org.wardgate.api.onboarding.OnboardingErrors.CERTIFICATE_EXPIRED;
import static org.wardgate.api.onboarding.OnboardingErrors.MALFORMED_CERTIFICATE;
import static org.wardgate.api.onboarding.OnboardingErrors.UNTRUSTED_CHAIN;
import static org.wardgate.api.onboarding.OnboardingErrors.WEAK_KEY;
import static org.wardgate.identity.Judge.accepted;
import static org.wardgate.identity.Judge.refused;
import static org.wardgate.identity.Judge.trusting;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.identity.OddCa.Odd;

/** Each kind of bad chain by its name; none identifies anybody. */
class BadChainsTest {
  private final OddCa root = OddCa.root("CN=Acme Root");
  private final InventorySnapshot ward = trusting(root.certificate());

  @Test
  void aGoodChainIdentifies() throws RefusedException {
    accepted(ward, root.idevid());
    OddCa sub = root.sub("CN=Acme Devices");
    accepted(ward, sub.idevid(), sub.certificate());
  }

  @Test
  void anIdevidThatNeverExpiresIdentifies() throws RefusedException {
    // IEEE 802.1AR §8.7: 99991231235959Z
    X509Certificate forever =
        root.sign(
            "CN=Pump,2.5.4.5=1",
            OddCa.p256(),
            TestCa.now().minusSeconds(9),
            Issue.NO_EXPIRY,
            OddCa.NO_CA,
            OddCa.SIGNS);
    accepted(ward, forever);
  }

  @Test
  void expiredChains() {
    Instant then = TestCa.now().minus(Duration.ofDays(3));
    X509Certificate leaf =
        root.sign("CN=P,2.5.4.5=1", OddCa.p256(), then, then.plusSeconds(60), OddCa.NO_CA);
    refused(CERTIFICATE_EXPIRED, ward, leaf);

    KeyPair keys = OddCa.p256();
    OddCa old =
        new OddCa(
            "CN=Old",
            keys,
            OddCa.ECDSA,
            root.sign(
                "CN=Old", keys, then, then.plusSeconds(60), OddCa.CA, OddCa.SIGNS_CERTIFICATES));
    refused(CERTIFICATE_EXPIRED, ward, old.idevid(), old.certificate());
  }

  @Test
  void chainsThatAreNotYetValid() {
    Instant then = TestCa.now().plus(Duration.ofHours(3));
    refused(
        CERTIFICATE_EXPIRED,
        ward,
        root.sign("CN=P,2.5.4.5=1", OddCa.p256(), then, then.plusSeconds(60), OddCa.NO_CA));
  }

  @Test
  void selfSignedChains() {
    OddCa self = OddCa.root("O=Acme,CN=Pump,2.5.4.5=1");
    refused(UNTRUSTED_CHAIN, ward, self.certificate());
    refused(UNTRUSTED_CHAIN, ward, self.idevid(), self.certificate());
    // with the maker's own name
    OddCa namesake = OddCa.root("CN=Acme Root");
    refused(UNTRUSTED_CHAIN, ward, namesake.idevid());
    refused(UNTRUSTED_CHAIN, ward, namesake.idevid(), namesake.certificate());
    refused(UNTRUSTED_CHAIN, ward, namesake.idevid(), namesake.certificate(), root.certificate());
  }

  @Test
  void crossSignedChainsThatTwoManufacturersClaim() throws RefusedException {
    OddCa beta = OddCa.root("CN=Beta Root");
    InventorySnapshot both =
        TestWard.inventory(
            List.of(
                Judge.acme(IdevidRules.DEFAULT, root.certificate()),
                new Manufacturer(
                    "beta", "Beta", List.of(beta.certificate()), List.of(), List.of(), List.of())));
    OddCa shared = root.sub("CN=Shared Plant");
    X509Certificate leaf = shared.idevid();
    accepted(both, leaf, shared.certificate());
    refused(UNTRUSTED_CHAIN, both, leaf, shared.certificate(), beta.cross(shared));
    refused(UNTRUSTED_CHAIN, both, leaf, beta.cross(shared), shared.certificate());
  }

  @Test
  void crossSignedLoopsThatLeadNowhere() {
    OddCa one = OddCa.root("CN=One");
    OddCa two = OddCa.root("CN=Two");
    refused(UNTRUSTED_CHAIN, ward, one.idevid(), two.cross(one), one.cross(two));
    refused(
        UNTRUSTED_CHAIN,
        ward,
        one.idevid(),
        two.cross(one),
        one.cross(two),
        one.certificate(),
        two.certificate());
  }

  @Test
  void pathLengthViolations() throws RefusedException {
    OddCa last = root.sub("CN=Last", OddCa.ca(0));
    accepted(ward, last.idevid(), last.certificate());
    OddCa below = last.sub("CN=Below");
    refused(MALFORMED_CERTIFICATE, ward, below.idevid(), below.certificate(), last.certificate());

    OddCa shortRoot = OddCa.root("CN=Short", OddCa.ca(0));
    OddCa sub = shortRoot.sub("CN=Sub");
    refused(
        MALFORMED_CERTIFICATE, trusting(shortRoot.certificate()), sub.idevid(), sub.certificate());
  }

  @Test
  void chainsLongerThanSix() {
    OddCa ca = root;
    X509Certificate[] chain = new X509Certificate[6];
    for (int i = 5; i > 0; i--) {
      ca = ca.sub("CN=Sub " + i);
      chain[i] = ca.certificate();
    }
    chain[0] = ca.idevid();
    refused(UNTRUSTED_CHAIN, ward, chain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1withECDSA", "MD5withRSA", "SHA1withRSA"})
  void md5AndSha1Signatures(String algorithm) {
    KeyPair keys = algorithm.endsWith("RSA") ? OddCa.keys("RSA", "2048") : OddCa.p256();
    OddCa good =
        OddCa.root(
            "CN=Weak",
            keys,
            keys.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : OddCa.ECDSA);
    OddCa weak = new OddCa("CN=Weak", keys, algorithm, good.certificate());
    refused(WEAK_KEY, trusting(good.certificate()), weak.idevid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp521r1", "secp256k1"})
  void weakCurves(String curve) {
    KeyPair keys;
    try {
      keys = OddCa.keys("EC", curve);
    } catch (IllegalStateException e) {
      return; // a platform without the curve cannot read such a key either
    }
    refused(WEAK_KEY, ward, root.idevid(keys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1024", "2048", "3072"})
  void rsaKeysOfDevices(String bits) {
    refused(WEAK_KEY, ward, root.idevid(OddCa.keys("RSA", bits)));
  }

  @Test
  void clockSetTo1970() {
    refused(CERTIFICATE_EXPIRED, ward, Instant.EPOCH, root.idevid());
  }

  @Test
  void clockSetTo2100() {
    refused(CERTIFICATE_EXPIRED, ward, Instant.parse("2100-01-01T00:00:00Z"), root.idevid());
  }

  @Test
  void unknownCriticalExtensions() throws RefusedException {
    Odd unknown = new Odd("1.2.3.4", true, DERNull.INSTANCE);
    refused(MALFORMED_CERTIFICATE, ward, root.idevid(unknown));
    accepted(ward, root.idevid(new Odd("1.2.3.4", false, DERNull.INSTANCE)));
    OddCa sub = root.sub("CN=Sub", unknown);
    refused(MALFORMED_CERTIFICATE, ward, sub.idevid(), sub.certificate());
  }

  @Test
  void extendedKeyUsagesOfOthers() throws RefusedException {
    refused(MALFORMED_CERTIFICATE, ward, root.idevid(purpose(KeyPurposeId.id_kp_serverAuth)));
    refused(MALFORMED_CERTIFICATE, ward, root.idevid(purpose(KeyPurposeId.id_kp_codeSigning)));
    accepted(ward, root.idevid(purpose(KeyPurposeId.id_kp_clientAuth)));
  }

  private static Odd purpose(KeyPurposeId purpose) {
    return new Odd("2.5.29.37", false, new ExtendedKeyUsage(purpose));
  }

  @Test
  void keyUsagesOfOthers() {
    KeyPair keys = OddCa.p256();
    Odd agreement = new Odd("2.5.29.15", true, new KeyUsage(KeyUsage.keyAgreement));
    refused(MALFORMED_CERTIFICATE, ward, root.sign("CN=P,2.5.4.5=1", keys, OddCa.NO_CA, agreement));
    // a CA, even the maker's own
    refused(MALFORMED_CERTIFICATE, ward, root.sub("CN=P,2.5.4.5=1").certificate());
    refused(UNTRUSTED_CHAIN, ward, root.sub("CN=P").idevid());
  }

  @Test
  void issuersThatAreNoCa() {
    KeyPair keys = OddCa.p256();
    OddCa device = new OddCa("O=Acme,CN=Pump,2.5.4.5=1", keys, OddCa.ECDSA, root.idevid(keys));
    refused(MALFORMED_CERTIFICATE, ward, device.idevid(), device.certificate());
  }

  @Test
  void subjectsThatNameNoDeviceOrTwo() {
    refused(
        MALFORMED_CERTIFICATE, ward, root.sign("CN=Pump", OddCa.p256(), OddCa.NO_CA, OddCa.SIGNS));
    refused(
        MALFORMED_CERTIFICATE,
        ward,
        root.sign("2.5.4.5=1,2.5.4.5=2", OddCa.p256(), OddCa.NO_CA, OddCa.SIGNS));
  }
}
