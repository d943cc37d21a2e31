package org.wardgate.attestation.dice;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.attestation.eat.EatBuilder;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.crypto.dice.LayerCertificates;
import org.wardgate.crypto.dice.TcbInfo;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A maker of devices with DICE: a root, the device's own key, and the key of the last layer. */
final class DiceMaker {
  static final Bytes BOOT = Bytes.ofHex("b0".repeat(32));
  static final Bytes APP = Bytes.ofHex("a9".repeat(32));

  String serial = "SN-1";
  Profile deviceProfile = Profile.SUB_CA;
  Instant notAfter = Instant.parse("2027-01-01T00:00:00Z");
  Bytes app = APP;
  Set<TcbInfo.Flag> flags = Set.of();
  boolean sameKeyTwice;
  final KeyPair rootKey = EcKeys.generateP256();
  final KeyPair deviceKey = EcKeys.generateP256();
  final KeyPair aliasKey = EcKeys.generateP256();
  final X509Certificate root = root();

  private X509Certificate root() {
    return make(issue("Root", rootKey, Profile.CA), Optional.empty(), rootKey.getPrivate());
  }

  private Issue issue(String name, KeyPair key, Profile profile) {
    return Issue.of(
        name,
        key.getPublic(),
        Instant.parse("2026-01-01T00:00:00Z"),
        notAfter,
        BigInteger.valueOf(name.length()),
        profile);
  }

  static TcbInfo layer(long number, Bytes digest, Set<TcbInfo.Flag> flags) {
    return new TcbInfo(
        Optional.of("Acme"),
        Optional.of("Pump"),
        Optional.of("1." + number),
        OptionalLong.empty(),
        OptionalLong.of(number),
        OptionalLong.empty(),
        List.of(new TcbInfo.Fwid("sha-256", digest)),
        flags,
        Optional.empty(),
        Optional.empty());
  }

  private static X509Certificate make(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey key, TcbInfo... layers) {
    try {
      return LayerCertificates.issue(issue, issuer, key, List.of(layers));
    } catch (CryptoException e) {
      throw new AssertionError(e);
    }
  }

  X509Certificate device() {
    return make(
        issue("Device", deviceKey, deviceProfile).withSubjectSerial(serial),
        Optional.of(root),
        rootKey.getPrivate(),
        layer(0, BOOT, Set.of()));
  }

  KeyPair leafKey() {
    return sameKeyTwice ? deviceKey : aliasKey;
  }

  List<X509Certificate> chain() {
    X509Certificate device = device();
    return List.of(
        make(
            issue("Alias", leafKey(), Profile.IDEVID),
            Optional.of(device),
            deviceKey.getPrivate(),
            layer(1, app, flags)),
        device);
  }

  static EatBuilder claims() {
    return new EatBuilder().without(2399).without(259).without(256);
  }

  Bytes token(EatBuilder claims) {
    return token(claims, chain(), leafKey().getPrivate());
  }

  static Bytes token(EatBuilder claims, List<X509Certificate> chain, PrivateKey key) {
    return CoseSigner.sign1(
        claims.payload(), key, CoseAlgorithms.ES256, Map.of(X5Chain.LABEL, X5Chain.of(chain)));
  }

  World world() {
    return new World()
        .anchor("acme", root)
        .released(
            "model:Acme/Pump",
            World.component("layer:0", Optional.empty(), BOOT),
            World.component("layer:1", Optional.empty(), APP));
  }
}
