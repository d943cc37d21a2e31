package org.wardgate.crypto.cbor;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.numbers.EInteger;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * Turns the library's objects into ours and counts map entries on the way. Recursion is bounded
 * because {@link CborScanner} has bounded the depth. For one use, by one thread.
 */
final class CborConversion {
  private int pairs;

  /** Map entries that survived, over all maps. */
  int pairs() {
    return pairs;
  }

  CborValue convert(CBORObject object) throws CryptoException {
    if (!object.isTagged()) {
      return convertUntagged(object);
    }
    CborValue value = convertUntagged(object.Untag());
    // outermost first
    EInteger[] tags = object.GetAllTags();
    for (int i = tags.length - 1; i >= 0; i--) {
      if (!tags[i].CanFitInInt64()) {
        throw new CryptoException(Reason.MALFORMED, "a CBOR tag above 2^63 - 1");
      }
      value = new CborTag(tags[i].ToInt64Checked(), value);
    }
    return value;
  }

  private CborValue convertUntagged(CBORObject object) throws CryptoException {
    return switch (object.getType()) {
      case Integer -> new CborInt(bigInteger(object.AsEIntegerValue()));
      case ByteString -> new CborBytes(Bytes.of(object.GetByteString()));
      case TextString -> new CborText(object.AsString());
      case Array -> array(object);
      case Map -> map(object);
      case Boolean -> object.isTrue() ? CborSimple.TRUE : CborSimple.FALSE;
      case SimpleValue -> new CborSimple(object.getSimpleValue());
      case FloatingPoint -> new CborFloat(object.AsDoubleValue());
      default -> throw new CryptoException(Reason.MALFORMED, "an unknown kind of CBOR item");
    };
  }

  private CborArray array(CBORObject object) throws CryptoException {
    List<CborValue> items = new ArrayList<>(object.size());
    for (CBORObject item : object.getValues()) {
      items.add(convert(item));
    }
    return new CborArray(items);
  }

  private CborMap map(CBORObject object) throws CryptoException {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    for (Map.Entry<CBORObject, CBORObject> entry : object.getEntries()) {
      entries.put(convert(entry.getKey()), convert(entry.getValue()));
    }
    pairs += entries.size();
    return new CborMap(entries);
  }

  private static BigInteger bigInteger(EInteger integer) {
    return new BigInteger(integer.ToBytes(false));
  }
}
