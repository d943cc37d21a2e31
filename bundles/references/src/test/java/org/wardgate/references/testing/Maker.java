package org.wardgate.references.testing;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonFormReader;

/** A manufacturer who signs reference values, and an inventory that knows it. */
public final class Maker {
  /** Its implementation id. */
  public static final String IMPLEMENTATION = "1c".repeat(32);

  /** Its devices' UEIDs end with a number. */
  public static final String UEID = "01" + "a1".repeat(31);

  private final String id;
  private final String vendor;
  private final TestPki root;
  private final TestPki signer;
  private final String keyPem = PublicKeys.toPem(TestPki.root("iak").keys().getPublic());

  /** Makes keys and certificates. */
  public Maker(String id, String vendor) {
    this.id = id;
    this.vendor = vendor;
    this.root = TestPki.root(vendor + " root");
    this.signer = root.issues(vendor + " signer", Profile.CMS_SIGNER);
  }

  /** Its root. */
  public TestPki root() {
    return root;
  }

  /** Its signer. */
  public TestPki signer() {
    return signer;
  }

  /** The JSON form of one model with one device. */
  public String json(String corimId, long version, String model) {
    return json(corimId, version, model, "00", "SN-1");
  }

  /** The JSON form of one model with one device. */
  public String json(String corimId, long version, String model, String ueidEnd, String serial) {
    return ("{'id':'%s','version':%d,'vendor':'%s','model':'%s','implementationId':'%s',"
            + "'attesters':[{'ueid':'%s','serial':'%s','publicKeyPem':'%s'}],"
            + "'components':[{'type':'BL','signerId':'%s','values':['%s'],'version':'%d.0','svn':2},"
            + "{'type':'APP','signerId':'%s','values':['%s','%s'],'required':false}],"
            + "'controls':{'isolation':true,'secure-ota':false},"
            + "'certificationReference':'1234567890123-12345'}")
        .formatted(
            corimId,
            version,
            vendor,
            model,
            IMPLEMENTATION,
            UEID + ueidEnd,
            serial,
            keyPem.replace("\n", "\\n"),
            "51".repeat(32),
            "b1".repeat(32),
            version,
            "51".repeat(32),
            "a9".repeat(32),
            "aa".repeat(48))
        .replace('\'', '"');
  }

  /** A signed manifest of one model with one device. */
  public Bytes corim(String corimId, long version, String model) {
    return sign(json(corimId, version, model));
  }

  /** A signed manifest of a JSON form. */
  public Bytes sign(String json) {
    return sign(json, signer, signer.certificate(), root.certificate());
  }

  /** A manifest signed by somebody, whoever the certificates belong to. */
  public static Bytes sign(String json, TestPki by, X509Certificate... chain) {
    try {
      CborMap name = new CborMap(Map.of(CborInt.of(1), new CborText("signer")));
      return CoseSigner.sign1(
          CorimWriter.unsigned(JsonFormReader.read(utf8(json))),
          by.keys().getPrivate(),
          CoseAlgorithms.ES256,
          Map.of(
              3L,
              new CborText("application/rim+cbor"),
              15L,
              name,
              33L,
              X5Chain.of(List.of(chain))));
    } catch (RefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text's bytes. */
  public static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As the inventory names it. */
  public Manufacturer manufacturer(String... models) {
    return manufacturer(
        id, List.of(new ReferenceSigner(List.of(root.certificate()), vendor, List.of(models))));
  }

  /** A manufacturer with reference signers. */
  public static Manufacturer manufacturer(String id, List<ReferenceSigner> signers) {
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
        signers);
  }

  /** An inventory of manufacturers. */
  public static InventorySnapshot inventory(long version, Manufacturer... manufacturers) {
    Map<String, Manufacturer> byId = new HashMap<>();
    for (Manufacturer one : manufacturers) {
      byId.put(one.id(), one);
    }
    return new InventorySnapshot(version, byId, Map.of(), Map.of(), Map.of());
  }
}
