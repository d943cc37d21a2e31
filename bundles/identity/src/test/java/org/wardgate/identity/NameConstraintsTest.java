package org.wardgate.identity;

import static org.wardgate.api.onboarding.OnboardingErrors.MALFORMED_CERTIFICATE;
import static org.wardgate.identity.Judge.accepted;
import static org.wardgate.identity.Judge.refused;
import static org.wardgate.identity.Judge.trusting;

import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.identity.OddCa.Odd;

/** Name-constraint violations identify nobody (RFC 5280 §4.2.1.10). */
class NameConstraintsTest {
  private final OddCa root = OddCa.root("CN=Acme Root");
  private final InventorySnapshot ward = trusting(root.certificate());

  private static GeneralName directory(String name) {
    return new GeneralName(new X500Name(name));
  }

  private static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }

  private static GeneralSubtree[] trees(GeneralName... names) {
    return Stream.of(names).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
  }

  private static Odd permitted(GeneralName... names) {
    return new Odd("2.5.29.30", true, new NameConstraints(trees(names), new GeneralSubtree[0]));
  }

  private static Odd excluded(GeneralName... names) {
    return new Odd("2.5.29.30", true, new NameConstraints(new GeneralSubtree[0], trees(names)));
  }

  private static Odd named(String dns) {
    return new Odd("2.5.29.17", false, new GeneralNames(dns(dns)));
  }

  private X509Certificate[] chain(Odd constraints, Odd... leaf) {
    OddCa sub = root.sub("CN=Acme Plant", constraints);
    return new X509Certificate[] {sub.idevid(leaf), sub.certificate()};
  }

  @Test
  void aSubjectOutsideThePermittedDirectoryName() throws RefusedException {
    accepted(ward, chain(permitted(directory("O=Acme"))));
    refused(MALFORMED_CERTIFICATE, ward, chain(permitted(directory("O=Beta"))));
    refused(MALFORMED_CERTIFICATE, ward, chain(permitted(directory("O=Acme,OU=Pumps"))));
  }

  @Test
  void aSubjectInsideTheExcludedDirectoryName() throws RefusedException {
    refused(MALFORMED_CERTIFICATE, ward, chain(excluded(directory("O=Acme"))));
    accepted(ward, chain(excluded(directory("O=Beta"))));
  }

  @Test
  void aDnsNameOutsideThePermittedOne() throws RefusedException {
    accepted(ward, chain(permitted(dns("acme.example")), named("pump.acme.example")));
    refused(
        MALFORMED_CERTIFICATE,
        ward,
        chain(permitted(dns("acme.example")), named("pump.beta.example")));
    refused(
        MALFORMED_CERTIFICATE,
        ward,
        chain(permitted(dns("acme.example")), named("notacme.example")));
  }

  @Test
  void aDnsNameInsideTheExcludedOne() throws RefusedException {
    refused(
        MALFORMED_CERTIFICATE,
        ward,
        chain(excluded(dns("acme.example")), named("pump.acme.example")));
    accepted(ward, chain(excluded(dns("acme.example")), named("pump.beta.example")));
  }

  @Test
  void constraintsOfTheAnchorCountToo() throws RefusedException {
    OddCa narrow = OddCa.root("O=Acme,CN=Narrow", permitted(directory("O=Acme")));
    accepted(trusting(narrow.certificate()), narrow.idevid());
    OddCa wrong = OddCa.root("O=Beta,CN=Wrong", permitted(directory("O=Beta")));
    refused(MALFORMED_CERTIFICATE, trusting(wrong.certificate()), wrong.idevid());
  }

  @Test
  void constraintsOfEveryCaOfThePathCount() {
    OddCa upper = root.sub("O=Acme,CN=Upper", permitted(directory("O=Beta"), directory("O=Acme")));
    OddCa lower = upper.sub("O=Acme,CN=Lower", excluded(directory("O=Acme,CN=Pump")));
    refused(MALFORMED_CERTIFICATE, ward, lower.idevid(), lower.certificate(), upper.certificate());
    // the CA below is itself outside
    OddCa outside = upper.sub("O=Gamma,CN=Outside");
    refused(
        MALFORMED_CERTIFICATE, ward, outside.idevid(), outside.certificate(), upper.certificate());
  }
}
