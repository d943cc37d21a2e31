package org.wardgate.crypto.dice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.dice.TcbInfo.Flag;
import org.wardgate.crypto.dice.TcbInfo.Fwid;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.testing.OddCertificates;
import org.wardgate.crypto.testing.OddCertificates.Odd;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.Usage;

class DiceExtensionsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final KeyPair ROOT_KEY = EcKeys.generateP256();
  private static final KeyPair LEAF_KEY = EcKeys.generateP256();

  private static TcbInfo info(long layer, Set<Flag> flags) {
    return new TcbInfo(
        Optional.of("Norvik"),
        Optional.of("NP-300"),
        Optional.of("1.2"),
        OptionalLong.of(7),
        OptionalLong.of(layer),
        OptionalLong.empty(),
        List.of(new Fwid("sha-256", Bytes.ofHex("ab".repeat(32)))),
        flags,
        Optional.of(Bytes.ofHex("0102")),
        Optional.empty());
  }

  private static X509Certificate root() throws CryptoException {
    return LayerCertificates.issue(
        issue("Root", ROOT_KEY, Profile.CA), Optional.empty(), ROOT_KEY.getPrivate(), List.of());
  }

  private static Issue issue(String name, KeyPair key, Profile profile) {
    return Issue.of(
        name,
        key.getPublic(),
        NOW.minusSeconds(60),
        NOW.plusSeconds(60),
        BigInteger.valueOf(name.length()),
        profile);
  }

  private static X509Certificate leaf(List<TcbInfo> layers) throws CryptoException {
    return LayerCertificates.issue(
        issue("Layer", LEAF_KEY, Profile.IDEVID),
        Optional.of(root()),
        ROOT_KEY.getPrivate(),
        layers);
  }

  @Test
  void oneLayerIsReadAsItWasWritten() throws CryptoException {
    TcbInfo written = info(1, EnumSet.of(Flag.DEBUG, Flag.NOT_CONFIGURED));
    assertThat(DiceExtensions.of(leaf(List.of(written)))).containsExactly(written);
  }

  @Test
  void severalLayersAreReadAsTheyWereWritten() throws CryptoException {
    List<TcbInfo> written = List.of(info(1, Set.of()), info(2, Set.of(Flag.RECOVERY)));
    assertThat(DiceExtensions.of(leaf(written))).isEqualTo(written);
  }

  @Test
  void aCertificateWithoutTheExtensionsSaysNothing() throws CryptoException {
    assertThat(DiceExtensions.of(leaf(List.of()))).isEmpty();
  }

  @Test
  void criticalLayersPassForAttestationAndForNothingElse() throws CryptoException {
    List<X509Certificate> chain = List.of(leaf(List.of(info(1, Set.of()))));
    List<X509Certificate> anchors = List.of(root());
    assertThat(ChainValidator.validate(chain, List.of(), anchors, NOW, Usage.ATTESTATION))
        .hasSize(2);
    assertThatThrownBy(
            () -> ChainValidator.validate(chain, List.of(), anchors, NOW, Usage.TLS_CLIENT))
        .isInstanceOf(CryptoException.class);
    assertThatThrownBy(() -> ChainValidator.validate(chain, List.of(), anchors, NOW, Usage.ANY))
        .isInstanceOf(CryptoException.class);
  }

  @Property(tries = 500)
  void noiseIsRefusedAndNeverThrowsAnythingElse(@ForAll @Size(max = 120) byte[] noise) {
    try {
      byte[] der = new byte[noise.length + 2];
      der[0] = 0x30;
      der[1] = (byte) noise.length;
      System.arraycopy(noise, 0, der, 2, noise.length);
      ASN1Sequence sequence = ASN1Sequence.getInstance(der);
      assertThat(TcbInfoReader.read(sequence)).isNotNull();
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      // the noise was no sequence at all
      assertThat(e).isNotNull();
    }
  }

  @Property(tries = 300)
  void anyByteChangedIsReadOrRefused(@ForAll int position, @ForAll byte to) throws CryptoException {
    byte[] der =
        leaf(List.of(info(1, Set.of(Flag.DEBUG)))).getExtensionValue(DiceExtensions.TCB_INFO);
    der[Math.floorMod(position, der.length)] = to;
    try {
      ASN1Sequence sequence =
          ASN1Sequence.getInstance(ASN1OctetString.getInstance(der).getOctets());
      assertThat(TcbInfoReader.read(sequence)).isNotNull();
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      assertThat(e).isNotNull();
    }
  }

  @Test
  void aDigestByAnUnknownHashIsRefused() {
    Odd odd =
        new Odd(
            DiceExtensions.TCB_INFO,
            false,
            new DERSequence(
                new DERTaggedObject(
                    false,
                    6,
                    new DERSequence(
                        new DERSequence(
                            new ASN1Encodable[] {
                              new ASN1ObjectIdentifier("1.3.14.3.2.26"),
                              new DEROctetString(new byte[20])
                            })))));
    Bytes der =
        OddCertificates.make(
            "CN=Root",
            "CN=Layer",
            LEAF_KEY.getPublic(),
            ROOT_KEY.getPrivate(),
            "SHA256withECDSA",
            List.of(odd));
    assertThatThrownBy(() -> DiceExtensions.of(Certificates.ofDer(der)))
        .isInstanceOf(CryptoException.class)
        .hasMessageContaining("1.3.14.3.2.26");
  }
}
