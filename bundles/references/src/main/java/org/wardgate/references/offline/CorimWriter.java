package org.wardgate.references.offline;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.references.corim.CorimLimits;
import org.wardgate.references.corim.SignedCorim;
import org.wardgate.references.set.Profiles;
import org.wardgate.references.signing.SignatureCheck;

/** Writes manifests from the JSON form. Stateless. */
public final class CorimWriter {
  private static final long TAG_CORIM = 501;
  private static final long TAG_COMID = 506;
  private static final long TAG_URI = 32;
  private static final long TAG_EPOCH = 1;

  /** Devices in one CoMID, so that a reader holds few of them at a time. */
  private static final int DEVICES_PER_TAG = 4_000;

  private CorimWriter() {}

  /** The manifest without signature, from tag 501 on. */
  public static Bytes unsigned(JsonForm form) {
    List<CborValue> tags = new ArrayList<>();
    tags.add(tag(new ComidDraft(form, form.id()).withImages()));
    List<JsonForm.Device> devices = form.attesters();
    for (int from = 0; from < devices.size(); from += DEVICES_PER_TAG) {
      List<JsonForm.Device> part =
          devices.subList(from, Math.min(devices.size(), from + DEVICES_PER_TAG));
      String tagId = form.id() + "/attesters-" + (1 + from / DEVICES_PER_TAG);
      tags.add(tag(new ComidDraft(form, tagId).withDevices(part)));
    }
    Map<CborValue, CborValue> corim = new LinkedHashMap<>();
    corim.put(CborInt.of(0), new CborText(form.id()));
    corim.put(CborInt.of(1), new CborArray(tags));
    if (form.classId().startsWith("impl:")) {
      corim.put(CborInt.of(3), new CborTag(TAG_URI, new CborText(Profiles.PSA)));
    }
    validity(form).ifPresent(value -> corim.put(CborInt.of(4), value));
    return CborWriter.write(new CborTag(TAG_CORIM, new CborMap(corim)));
  }

  private static Optional<CborValue> validity(JsonForm form) {
    Map<CborValue, CborValue> map = new LinkedHashMap<>();
    form.notBefore()
        .ifPresent(
            at -> map.put(CborInt.of(0), new CborTag(TAG_EPOCH, CborInt.of(at.getEpochSecond()))));
    form.notAfter()
        .ifPresent(
            at -> map.put(CborInt.of(1), new CborTag(TAG_EPOCH, CborInt.of(at.getEpochSecond()))));
    return map.isEmpty() ? Optional.empty() : Optional.of(new CborMap(map));
  }

  private static CborValue tag(ComidDraft comid) {
    return new CborTag(TAG_COMID, new CborBytes(CborWriter.write(comid.build())));
  }

  /**
   * The signed manifest.
   *
   * @param key of the first certificate
   * @param chain the signer's certificate first
   * @throws RefusedException {@code WG-REF-0014} if it would be larger than a gateway reads, {@code
   *     WG-REF-0017} or {@code 0002} if the key does not fit
   */
  public static Bytes signed(JsonForm form, PrivateKey key, List<X509Certificate> chain)
      throws RefusedException {
    return sign(unsigned(form), form.vendor(), key, chain);
  }

  /**
   * Signs a manifest that somebody wrote.
   *
   * @param unsigned from tag 501 on
   * @param signerName for people
   * @param key of the first certificate
   * @param chain the signer's certificate first
   * @throws RefusedException as {@link #signed}
   */
  public static Bytes sign(
      Bytes unsigned, String signerName, PrivateKey key, List<X509Certificate> chain)
      throws RefusedException {
    CborMap signer = new CborMap(Map.of(CborInt.of(0), new CborText(signerName)));
    CborMap meta = new CborMap(Map.of(CborInt.of(0), signer));
    try {
      Bytes signed =
          CoseSigner.sign1(
              unsigned,
              key,
              CoseX509.algorithmFor(chain.get(0).getPublicKey()),
              Map.of(
                  SignedCorim.LABEL_CONTENT_TYPE,
                  new CborText(SignedCorim.CONTENT_TYPE),
                  SignedCorim.LABEL_META,
                  new CborBytes(CborWriter.write(meta)),
                  X5Chain.LABEL,
                  X5Chain.of(chain)));
      if (signed.length() > CorimLimits.FILE_MAX_BYTES) {
        throw new RefusedException(
            ReferenceErrors.BAD_JSON,
            "the manifest would be larger than " + CorimLimits.FILE_MAX_BYTES + " bytes; split it");
      }
      requireSignedBy(signed, chain.get(0));
      return signed;
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          ReferenceErrors.BAD_SIGNING_KEY, String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireSignedBy(Bytes signed, X509Certificate signer)
      throws RefusedException {
    boolean fits = SignatureCheck.signerFirst(SignedCorim.read(signed)).get(0).equals(signer);
    if (!fits) {
      throw new RefusedException(
          ReferenceErrors.BAD_SIGNING_KEY, "the key is not the first certificate's");
    }
  }
}
