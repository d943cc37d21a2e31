package org.wardgate.integration.benchmarks.campaign;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.ec.EcProvider;

/** Payloads of good evidence of every scheme. Stateless. */
final class Tokens {
  private static final int SECURED = 0x3000;
  private static final int COORDINATE_BYTES = 32;

  private Tokens() {}

  static CborMap map(Object... pairs) {
    Map<CborValue, CborValue> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(CborInt.of(((Number) pairs[i]).longValue()), (CborValue) pairs[i + 1]);
    }
    return new CborMap(map);
  }

  /** RFC 9783 §4. */
  static Bytes psa(Bytes nonce, Bytes instance, Bytes implementation) {
    List<CborValue> components =
        Maker.COMPONENTS.stream()
            .sorted()
            .<CborValue>map(
                name ->
                    map(
                        1, new CborText(name),
                        2, new CborBytes(Maker.digest(name)),
                        5, new CborBytes(Maker.digest("firmware key"))))
            .toList();
    return CborWriter.write(
        map(
            10, new CborBytes(nonce),
            256, new CborBytes(instance),
            265, new CborText("tag:psacertified.org,2023:psa#tfm"),
            2394, CborInt.of(1),
            2395, CborInt.of(SECURED),
            2396, new CborBytes(implementation),
            2399, new CborArray(components)));
  }

  /** What the generic tokens measure. */
  static Bytes measured() {
    return Bytes.of("{\"image\": 1}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** RFC 9711 §4, with a submodule that this token vouches for. */
  static Bytes eat(Bytes nonce, Bytes instance) {
    return CborWriter.write(
        map(
            10,
            new CborBytes(nonce),
            256,
            new CborBytes(instance),
            261,
            CborInt.of(3_600),
            273,
            measurements()));
  }

  private static CborValue measurements() {
    return new CborArray(
        List.of(new CborArray(List.of(CborInt.of(60), new CborBytes(measured())))));
  }

  /** TPM 2.0 Library Part 2 §10.12.8, of registers 0 and 7. */
  static Bytes quote(Bytes nonce, Bytes instance, KeyPair keys) {
    Bytes zero = Maker.digest("pcr:0");
    Bytes seven = Maker.digest("pcr:7");
    Bytes attest = attest(nonce, Bytes.ofHex(zero.hex() + seven.hex()).sha256());
    Map<CborValue, CborValue> registers = new LinkedHashMap<>();
    registers.put(CborInt.of(0), new CborBytes(zero));
    registers.put(CborInt.of(7), new CborBytes(seven));
    return CborWriter.write(
        map(
            1, new CborBytes(instance),
            2, new CborBytes(attest),
            3, new CborBytes(signature(attest, keys)),
            4, new CborMap(registers)));
  }

  private static Bytes attest(Bytes nonce, Bytes digest) {
    return written(
        out -> {
          out.writeInt(0xFF54_4347);
          out.writeShort(0x8018);
          sized(out, Maker.digest("qualified signer").toArray());
          sized(out, nonce.toArray());
          out.writeLong(123_456);
          out.writeInt(5);
          out.writeInt(0);
          out.writeByte(1);
          out.writeLong(7);
          out.writeInt(1);
          out.writeShort(0x000B);
          out.writeByte(3);
          out.write(new byte[] {(byte) 0x81, 0, 0});
          sized(out, digest.toArray());
        });
  }

  private static Bytes signature(Bytes attest, KeyPair keys) {
    try {
      Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format", EcProvider.NAME);
      engine.initSign(keys.getPrivate());
      engine.update(attest.toArray());
      byte[] both = engine.sign();
      return written(
          out -> {
            out.writeShort(0x0018);
            out.writeShort(0x000B);
            sized(out, Arrays.copyOf(both, COORDINATE_BYTES));
            sized(out, Arrays.copyOfRange(both, COORDINATE_BYTES, both.length));
          });
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static Bytes written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  private static void sized(DataOutputStream out, byte[] content) throws IOException {
    out.writeShort(content.length);
    out.write(content);
  }
}
