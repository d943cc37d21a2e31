package org.wardgate.integration.benchmarks.campaign;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.crypto.dice.LayerCertificates;
import org.wardgate.crypto.dice.TcbInfo;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonForm;
import org.wardgate.references.offline.ReferenceFile;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;

/** One good message of each kind, and each again where it must not be believed at all. */
final class Targets {
  private static final Bytes NONCE = Maker.digest("the challenge");
  private static final Bytes EARLIER = Maker.digest("an earlier challenge");
  private static final Bytes IMPLEMENTATION = Maker.digest("hardware");
  private static final Bytes EVIDENCE_KEY = Maker.digest("evidence key");
  private static final String GENERIC_CLASS = "bytes:0102";
  private static final String TPM_CLASS = "bytes:0203";
  private static final String LAYERED = "layered";

  private final Maker maker = new Maker();
  private final KeyPair psaKey = EcKeys.generateP256();
  private final KeyPair eatKey = EcKeys.generateP256();
  private final KeyPair tpmKey = EcKeys.generateP256();
  private final Bytes psaInstance = Maker.instance("psa");
  private final Bytes eatInstance = Maker.instance("eat");
  private final Bytes tpmInstance = Maker.instance("tpm");
  private final List<Target> targets = new ArrayList<>();

  private Targets() throws CryptoException {}

  /**
   * Makes them, with fresh keys.
   *
   * @throws IllegalStateException if a good one is not believed: then the campaign would prove
   *     nothing
   */
  static List<Target> all() throws CryptoException, RefusedException {
    Targets made = new Targets();
    made.evidence();
    made.manifests();
    return List.copyOf(made.targets);
  }

  private List<JsonForm> forms() {
    Map<String, Bytes> images =
        Maker.COMPONENTS.stream().collect(Collectors.toMap(name -> name, Maker::digest));
    return List.of(
        maker.form("pump", "impl:" + IMPLEMENTATION.hex(), psaInstance, psaKey, images, true),
        maker.form(
            "monitor",
            GENERIC_CLASS,
            eatInstance,
            eatKey,
            Map.of("content-format:60", Tokens.measured().sha256()),
            false),
        maker.form(
            "workstation",
            TPM_CLASS,
            tpmInstance,
            tpmKey,
            Map.of("pcr:0", Maker.digest("pcr:0"), "pcr:7", Maker.digest("pcr:7")),
            false),
        maker.form(
            LAYERED,
            "",
            Maker.instance("nobody"),
            EcKeys.generateP256(),
            Map.of(
                "layer:1", Maker.digest("layer"), "content-format:60", Tokens.measured().sha256()),
            false));
  }

  private void evidence() throws CryptoException, RefusedException {
    List<ReferenceSet> sets = new ArrayList<>();
    for (JsonForm form : forms()) {
      sets.add(ReferenceFile.read(CorimWriter.unsigned(form)).set());
    }
    References references = ReferenceIndex.of(sets);
    SecretKey key = new SecretKeySpec(EVIDENCE_KEY.toArray(), "HmacSHA256");
    VerificationContext context =
        new VerificationContext(
            references,
            maker.inventory(),
            device -> device.equals(Maker.DEVICE) ? Optional.of(key) : Optional.empty(),
            new KeyCache(),
            Instant.now());
    Bytes psa = Tokens.psa(NONCE, psaInstance, IMPLEMENTATION);
    Bytes eat = Tokens.eat(NONCE, eatInstance);
    token("psa", sign(psa, psaKey), context);
    token("psa with a code", CoseSigner.mac0(psa, EVIDENCE_KEY), context);
    token("eat", sign(eat, eatKey), context);
    token("secure element", CoseSigner.mac0(eat, EVIDENCE_KEY), context);
    token("dice", layered(), context);
    add(
        new EvidenceTarget(
            "tpm",
            Tokens.quote(NONCE, tpmInstance, tpmKey),
            ContentFormat.CBOR,
            NONCE,
            Maker.DEVICE,
            context,
            true));
    Bytes publicKey = PublicKeys.spki(psaKey.getPublic());
    never("signed by a stranger", sign(psa, EcKeys.generateP256()), context);
    never("coded with a public key", CoseSigner.mac0(psa, publicKey), context);
  }

  private static Bytes sign(Bytes payload, KeyPair keys) {
    return CoseSigner.sign1(payload, keys.getPrivate(), CoseAlgorithms.ES256);
  }

  /** A token whose key a layer below certified. */
  private Bytes layered() throws CryptoException {
    KeyPair keys = EcKeys.generateP256();
    TcbInfo layer =
        new TcbInfo(
            Optional.of(Maker.NAME),
            Optional.of(LAYERED),
            Optional.of("1.0"),
            OptionalLong.empty(),
            OptionalLong.of(1),
            OptionalLong.empty(),
            List.of(new TcbInfo.Fwid("sha-256", Maker.digest("layer"))),
            EnumSet.noneOf(TcbInfo.Flag.class),
            Optional.empty(),
            Optional.empty());
    X509Certificate leaf =
        LayerCertificates.issue(
            Maker.issue("Layer", keys, Profile.IDEVID).withSubjectSerial(Maker.SERIAL),
            Optional.of(maker.root()),
            maker.rootKeys().getPrivate(),
            List.of(layer));
    return CoseSigner.sign1(
        Tokens.eat(NONCE, Maker.instance("dice")),
        keys.getPrivate(),
        CoseAlgorithms.ES256,
        Map.of(X5Chain.LABEL, X5Chain.of(List.of(leaf))));
  }

  private void token(String name, Bytes token, VerificationContext context) {
    add(new EvidenceTarget(name, token, ContentFormat.EAT_CWT, NONCE, Maker.DEVICE, context, true));
  }

  private void never(String name, Bytes token, VerificationContext context) {
    targets.add(
        new EvidenceTarget(
            name, token, ContentFormat.EAT_CWT, NONCE, Maker.DEVICE, context, false));
  }

  private void add(EvidenceTarget target) {
    if (target.tier(target.good()) != Tier.AFFIRMING) {
      throw new IllegalStateException(target.name() + " is not affirmed");
    }
    targets.add(target);
    targets.add(target.against("for an earlier challenge", EARLIER));
    targets.add(target.from(Maker.OTHER));
  }

  private void manifests() throws RefusedException {
    for (JsonForm form : forms()) {
      CorimTarget target =
          new CorimTarget(
              "corim " + form.model(),
              CorimWriter.signed(form, maker.signerKeys().getPrivate(), List.of(maker.signer())),
              maker.inventory(),
              Instant.now());
      if (target.verify(target.good()) != Target.Verdict.THE_SAME) {
        throw new IllegalStateException(target.name() + " is refused");
      }
      targets.add(target);
    }
  }
}
