package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.IDEVID_REVOKED;
import static org.wardgate.api.onboarding.OnboardingErrors.JOIN_METHOD_BARRED;
import static org.wardgate.api.onboarding.OnboardingErrors.MALFORMED_CERTIFICATE;
import static org.wardgate.api.onboarding.OnboardingErrors.RULE_BROKEN;
import static org.wardgate.identity.Judge.accepted;
import static org.wardgate.identity.Judge.joining;
import static org.wardgate.identity.Judge.refused;
import static org.wardgate.identity.Judge.ruled;
import static org.wardgate.identity.Judge.trusting;

import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.IdevidRules.KeyAlgorithm;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.JoinMethod;
import org.wardgate.identity.OddCa.Odd;

class ManufacturerRulesTest {
  private static final String TYPE = "1.3.6.1.4.1.32473.7";

  private final OddCa root = OddCa.root("CN=Acme Root");
  private final X509Certificate anchor = root.certificate();

  private static IdevidRules rules(
      List<String> organizations, List<String> types, boolean required, KeyAlgorithm... keys) {
    return new IdevidRules(
        organizations,
        types,
        required,
        keys.length == 0 ? Set.of(KeyAlgorithm.values()) : Set.of(keys),
        List.of());
  }

  private static GeneralName module(ASN1Encodable value) {
    return new GeneralName(
        GeneralName.otherName, new OtherName(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.4"), value));
  }

  private static GeneralName module(String type) {
    return module(
        new DERSequence(
            new ASN1Encodable[] {
              new ASN1ObjectIdentifier(type), new DEROctetString(new byte[] {1})
            }));
  }

  private static Odd names(GeneralName... names) {
    return new Odd("2.5.29.17", false, new GeneralNames(names));
  }

  @Test
  void theOrganizationMustBeAnAllowedOne() throws RefusedException {
    accepted(ruled(rules(List.of("Beta", "Acme"), List.of(), false), anchor), root.idevid());
    InventorySnapshot beta = ruled(rules(List.of("Beta"), List.of(), false), anchor);
    refused(RULE_BROKEN, beta, root.idevid());
    refused(RULE_BROKEN, beta, root.sign("CN=P,2.5.4.5=1", OddCa.p256(), OddCa.NO_CA, OddCa.SIGNS));
  }

  @Test
  void aHardwareModuleNameMayBeRequired() throws RefusedException {
    InventorySnapshot required = ruled(rules(List.of(), List.of(), true), anchor);
    accepted(required, root.idevid(names(module(TYPE))));
    refused(RULE_BROKEN, required, root.idevid());
  }

  @Test
  void theHardwareTypeMustBeAnAllowedOne() throws RefusedException {
    InventorySnapshot typed = ruled(rules(List.of(), List.of(TYPE), false), anchor);
    accepted(typed, root.idevid(names(module(TYPE))));
    refused(RULE_BROKEN, typed, root.idevid(names(module("1.3.6.1.4.1.32473.8"))));
    refused(RULE_BROKEN, typed, root.idevid());
  }

  @Test
  void aMalformedOrDoubleHardwareModuleNameIsRefusedWhateverTheRules() {
    InventorySnapshot ward = trusting(anchor);
    refused(MALFORMED_CERTIFICATE, ward, root.idevid(names(module(DERNull.INSTANCE))));
    refused(MALFORMED_CERTIFICATE, ward, root.idevid(names(module(new DERSequence()))));
    refused(MALFORMED_CERTIFICATE, ward, root.idevid(names(module(TYPE), module(TYPE))));
  }

  @Test
  void theKeyMustBeOfAnAllowedKind() throws RefusedException {
    KeyPair p256 = OddCa.p256();
    KeyPair p384 = OddCa.keys("EC", "secp384r1");
    KeyPair ed25519 = OddCa.keys("Ed25519", "");
    InventorySnapshot all = trusting(anchor);
    for (KeyPair keys : List.of(p256, p384, ed25519)) {
      accepted(all, root.idevid(keys));
    }
    InventorySnapshot one = ruled(rules(List.of(), List.of(), false, KeyAlgorithm.P384), anchor);
    accepted(one, root.idevid(p384));
    refused(RULE_BROKEN, one, root.idevid(p256));
    refused(RULE_BROKEN, one, root.idevid(ed25519));
  }

  @Test
  void anEd25519MakerIssuesEd25519Devices() throws RefusedException {
    OddCa maker = OddCa.root("CN=Ed Maker", OddCa.keys("Ed25519", ""), "Ed25519");
    InventorySnapshot ward = trusting(maker.certificate());
    accepted(ward, maker.idevid(OddCa.keys("Ed25519", "")));
    OddCa namesake = OddCa.root("CN=Ed Maker", OddCa.keys("Ed25519", ""), "Ed25519");
    refused(
        org.wardgate.api.onboarding.OnboardingErrors.UNTRUSTED_CHAIN,
        ward,
        namesake.idevid(OddCa.keys("Ed25519", "")));
  }

  private InventorySnapshot revoking(X509CRL list) {
    return ruled(
        new IdevidRules(List.of(), List.of(), false, Set.of(KeyAlgorithm.values()), List.of(list)),
        anchor);
  }

  @Test
  void aRevokedIdevidIsRefused() throws RefusedException {
    Instant now = TestCa.now();
    X509Certificate leaf = root.idevid();
    refused(IDEVID_REVOKED, revoking(root.revokes(leaf, now, now.plusSeconds(9))), leaf);
    X509Certificate other = TestCa.root("Other").certificate();
    accepted(revoking(root.revokes(other, now, now.plusSeconds(9))), leaf);
    // the same number of another CA
    OddCa beta = OddCa.root("CN=Beta Root");
    accepted(revoking(beta.revokes(leaf, now, now.plusSeconds(9))), leaf);
  }

  @Test
  void anOldRevocationListStillRevokes() {
    Instant then = TestCa.now().minus(Duration.ofDays(4000));
    X509Certificate leaf = root.idevid();
    InventorySnapshot old = revoking(root.revokes(leaf, then, then.plusSeconds(9)));
    refused(IDEVID_REVOKED, old, leaf);
    RevocationAges ages = new RevocationAges();
    assertThat(ages.look(old, TestCa.now())).isEqualTo(1);
    assertThat(ages.look(old, TestCa.now())).isZero();
    assertThat(ages.look(old, TestCa.now().plus(Duration.ofDays(2)))).isEqualTo(1);
  }

  @Test
  void aRevokedIntermediateRevokesWhatIsBelow() {
    Instant now = TestCa.now();
    OddCa sub = root.sub("CN=Plant");
    refused(
        IDEVID_REVOKED,
        revoking(root.revokes(sub.certificate(), now, now.plusSeconds(9))),
        sub.idevid(),
        sub.certificate());
  }

  @Test
  void aClassThatDoesNotJoinByCertificateIsRefused() throws RefusedException {
    InventorySnapshot ward = trusting(anchor);
    accepted(joining(ward, JoinMethod.CERTIFICATE, JoinMethod.EAP), root.idevid());
    refused(JOIN_METHOD_BARRED, joining(ward, JoinMethod.SHARED_KEY), root.idevid());
    refused(JOIN_METHOD_BARRED, joining(ward, JoinMethod.EAP), root.idevid());
  }
}
