package org.wardgate.references.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonFormReader;
import org.wardgate.references.testing.Maker;

/** Manifests whose first tag is older than the others. */
final class MixedVersions {
  private static final CborLimits LIMITS = new CborLimits(100_000, 16, 10_000);

  private MixedVersions() {}

  static Bytes sign(Maker maker, String json, long firstTagVersion) {
    try {
      Bytes unsigned = CorimWriter.unsigned(JsonFormReader.read(Maker.utf8(json)));
      CborTag corim = (CborTag) CborReader.read(unsigned, LIMITS);
      CborMap map = (CborMap) corim.value();
      CborArray tags = (CborArray) map.get(1).orElseThrow();
      CborTag first = (CborTag) tags.items().get(0);
      CborMap comid = (CborMap) CborReader.read(((CborBytes) first.value()).value(), LIMITS);
      CborMap identity = (CborMap) comid.get(1).orElseThrow();
      CborText tagId = (CborText) identity.get(0).orElseThrow();
      CborMap older =
          new CborMap(Map.of(CborInt.of(0), tagId, CborInt.of(1), CborInt.of(firstTagVersion)));
      Bytes changed = CborWriter.write(with(comid, 1, older));
      CborArray newTags =
          CborArray.of(new CborTag(506, new CborBytes(changed)), tags.items().get(1));
      return CorimWriter.sign(
          CborWriter.write(new CborTag(501, with(map, 1, newTags))),
          "x",
          maker.signer().keys().getPrivate(),
          List.of(maker.signer().certificate()));
    } catch (RefusedException | CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs a manifest under another CoRIM id; its tags keep theirs. */
  static Bytes renamed(Maker maker, String json, String corimId) {
    try {
      Bytes unsigned = CorimWriter.unsigned(JsonFormReader.read(Maker.utf8(json)));
      CborMap map = (CborMap) ((CborTag) CborReader.read(unsigned, LIMITS)).value();
      return CorimWriter.sign(
          CborWriter.write(new CborTag(501, with(map, 0, new CborText(corimId)))),
          "x",
          maker.signer().keys().getPrivate(),
          List.of(maker.signer().certificate()));
    } catch (RefusedException | CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CborMap with(CborMap map, long label, CborValue value) {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>(map.entries());
    entries.put(CborInt.of(label), value);
    return new CborMap(entries);
  }
}
