package org.wardgate.vulnerabilities.testing;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.inventory.AdvisoryAuthority;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.inventory.MudServices;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Two manufacturers, a CERT that may speak of one of them, and a stranger. */
public final class People {
  /** When the tests take place. */
  public static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  /** Of the pump P100. */
  public static final Person ACME = new Person("Acme");

  /** Of other devices. */
  public static final Person OTHER = new Person("Other");

  /** May speak of Acme's devices. */
  public static final Person CERT = new Person("CERT");

  /** Nobody knows it. */
  public static final Person STRANGER = new Person("Stranger");

  private People() {}

  /** Somebody with a CA and a signer under it, both valid for 12 hours around now. */
  public static final class Person {
    private final KeyPair caKeys = EcKeys.generateP256();
    private final KeyPair keys = EcKeys.generateP256();
    private final X509Certificate ca;
    private final X509Certificate signer;

    Person(String name) {
      ca = issue(name + " CA", caKeys, Profile.CA, Optional.empty());
      signer = issue(name + " signer", keys, Profile.CMS_SIGNER, Optional.of(ca));
    }

    /** The CA's certificate. */
    public X509Certificate anchor() {
      return ca;
    }

    /** A detached signature. */
    public Bytes sign(String content) {
      return DetachedCms.sign(Papers.bytes(content), keys.getPrivate(), List.of(signer), NOW);
    }

    private X509Certificate issue(
        String name, KeyPair subject, Profile profile, Optional<X509Certificate> issuer) {
      Duration half = Duration.ofHours(12);
      try {
        return CertificateIssuer.issue(
            Issue.of(
                name,
                subject.getPublic(),
                NOW.minus(half),
                NOW.plus(half),
                CertificateIssuer.randomSerialNumber(),
                profile),
            issuer,
            caKeys.getPrivate());
      } catch (CryptoException e) {
        throw new IllegalStateException("a fresh key is good enough", e);
      }
    }
  }

  /** The inventory that knows them. */
  public static InventorySnapshot inventory() {
    return inventory(1, List.of());
  }

  /** Where Acme may speak only of these models; empty means all. */
  public static InventorySnapshot inventory(long version, List<String> models) {
    return new InventorySnapshot(
        version,
        Map.of(
            "acme", manufacturer("acme", ACME, "Acme Medical", models),
            "other", manufacturer("other", OTHER, "Other Devices", List.of())),
        Map.of(),
        Map.of(),
        Map.of(),
        MudServices.NONE,
        Map.of(
            "cert", new AdvisoryAuthority("cert", "CERT", List.of(CERT.anchor()), Set.of("acme"))));
  }

  private static Manufacturer manufacturer(
      String id, Person person, String vendor, List<String> models) {
    return new Manufacturer(
        id,
        id,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        false,
        0,
        IdevidRules.DEFAULT,
        Masa.NONE,
        List.of(new ReferenceSigner(List.of(person.anchor()), vendor, models)));
  }
}
