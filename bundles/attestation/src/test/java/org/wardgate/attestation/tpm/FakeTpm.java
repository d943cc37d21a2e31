package org.wardgate.attestation.tpm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.ec.EcKeys;

/** Makes quotes, good ones unless told otherwise. */
final class FakeTpm {
  static final Bytes INSTANCE = Bytes.ofHex("01" + "7e".repeat(32));
  static final KeyPair KEY = EcKeys.generateP256();

  long magic = 0xFF54_4347L;
  int type = 0x8018;
  int bank = 0x000B;
  int banks = 1;
  int safe = 1;
  int signatureAlgorithm = 0x0018;
  int hashAlgorithm = 0x000B;
  byte[] selection = {(byte) 0x81, 0, 0};
  Bytes extraData = World.NONCE;
  Bytes trailing = Bytes.EMPTY;
  KeyPair key = KEY;
  Map<Integer, Bytes> registers =
      new LinkedHashMap<>(Map.of(0, Bytes.ofHex("a0".repeat(32)), 7, Bytes.ofHex("a7".repeat(32))));

  Bytes attest() {
    StringBuilder values = new StringBuilder();
    new TreeMap<>(registers).values().forEach(value -> values.append(value.hex()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt((int) magic);
      out.writeShort(type);
      out.writeShort(34);
      out.write(new byte[34]);
      out.writeShort(extraData.length());
      out.write(extraData.toArray());
      out.writeLong(12_345);
      out.writeInt(3);
      out.writeInt(1);
      out.writeByte(safe);
      out.writeLong(0x20260101L);
      out.writeInt(banks);
      out.writeShort(bank);
      out.writeByte(selection.length);
      out.write(selection);
      out.writeShort(32);
      out.write(Bytes.ofHex(values.toString()).sha256().toArray());
      out.write(trailing.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  Bytes signature(Bytes attest) {
    try {
      Signature engine = Signature.getInstance("SHA256withECDSAinP1363Format");
      engine.initSign(key.getPrivate());
      engine.update(attest.toArray());
      String rs = Bytes.of(engine.sign()).hex();
      return Bytes.ofHex(
          String.format("%04x%04x0020", signatureAlgorithm, hashAlgorithm)
              + rs.substring(0, 64)
              + "0020"
              + rs.substring(64));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Bytes message() {
    Bytes attest = attest();
    return Swtpm.message(INSTANCE, attest, signature(attest), registers);
  }

  static World world() {
    return new World()
        .attesterOf(INSTANCE, "acme", "SN-1", KEY.getPublic(), "model:Acme/Gateway")
        .released(
            "model:Acme/Gateway",
            World.component("pcr:0", java.util.Optional.empty(), Bytes.ofHex("a0".repeat(32))),
            World.component("pcr:7", java.util.Optional.empty(), Bytes.ofHex("a7".repeat(32))));
  }
}
