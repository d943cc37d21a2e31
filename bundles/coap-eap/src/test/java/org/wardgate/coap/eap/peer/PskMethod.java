package org.wardgate.coap.eap.peer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.modes.EAXBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.wardgate.api.Bytes;

/** EAP-PSK (RFC 4764). */
public final class PskMethod implements EapMethod {
  private static final int TYPE = 47;
  private static final int BLOCK = 16;
  private static final int HEADER_BYTES = 6; // code, id, length, type, flags
  private static final int COVERED_BYTES = HEADER_BYTES + BLOCK;
  private static final byte SECOND = 0x40;
  private static final byte FOURTH = (byte) 0xC0;
  private static final byte DONE_SUCCESS = (byte) 0x80;

  private final byte[] identity;
  private final byte[] ak;
  private final byte[] kdk;
  private final byte[] randP = new byte[BLOCK];
  private byte[] idS = new byte[0];
  private byte[] tek = new byte[0];
  private Optional<Bytes> msk = Optional.empty();

  /**
   * @param identity as the server knows it
   * @param psk 16 bytes
   */
  public PskMethod(String identity, Bytes psk) {
    this.identity = identity.getBytes(StandardCharsets.UTF_8);
    // RFC 4764 §3.1
    byte[] zero = aes(psk.toArray(), new byte[BLOCK]);
    ak = aes(psk.toArray(), counted(zero, 1));
    kdk = aes(psk.toArray(), counted(zero, 2));
    new SecureRandom().nextBytes(randP);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Optional<Bytes> respond(Bytes request) {
    byte[] bytes = request.toArray();
    return switch ((bytes[HEADER_BYTES - 1] >> 6) & 3) {
      case 0 -> Optional.of(second(bytes));
      case 2 -> fourth(bytes);
      default -> Optional.empty();
    };
  }

  private Bytes second(byte[] first) {
    byte[] randS = Arrays.copyOfRange(first, HEADER_BYTES, COVERED_BYTES);
    idS = Arrays.copyOfRange(first, COVERED_BYTES, first.length);
    byte[] macP = cmac(identity, idS, randS, randP);
    return Bytes.of(packet(first[1], SECOND, randS, randP, macP, identity));
  }

  private Optional<Bytes> fourth(byte[] third) {
    byte[] randS = Arrays.copyOfRange(third, HEADER_BYTES, COVERED_BYTES);
    byte[] macS = Arrays.copyOfRange(third, COVERED_BYTES, COVERED_BYTES + BLOCK);
    if (!MessageDigest.isEqual(macS, cmac(idS, randP))) {
      return Optional.empty();
    }
    deriveKeys();
    byte[] channel = Arrays.copyOfRange(third, COVERED_BYTES + BLOCK, third.length);
    byte[] header = Arrays.copyOf(third, COVERED_BYTES);
    byte[] nonce = Arrays.copyOf(channel, 4);
    byte[] result = open(nonce, header, Arrays.copyOfRange(channel, 4, channel.length));
    if (result.length == 0 || (result[0] & 0xC0) != (DONE_SUCCESS & 0xC0)) {
      return Optional.empty();
    }
    return Optional.of(Bytes.of(done(third[1], randS)));
  }

  private byte[] done(byte id, byte[] randS) {
    byte[] answer = packet(id, FOURTH, randS, new byte[4 + BLOCK + 1]);
    byte[] nonce = {0, 0, 0, 1};
    byte[] sealed = seal(nonce, Arrays.copyOf(answer, COVERED_BYTES), new byte[] {DONE_SUCCESS});
    ByteBuffer.wrap(answer, COVERED_BYTES, 4 + BLOCK + 1).put(nonce).put(sealed);
    return answer;
  }

  /** RFC 4764 §3.2. */
  private void deriveKeys() {
    byte[] seed = aes(kdk, randP);
    tek = aes(kdk, counted(seed, 1));
    ByteBuffer key = ByteBuffer.allocate(4 * BLOCK);
    for (int i = 2; i <= 5; i++) {
      key.put(aes(kdk, counted(seed, i)));
    }
    msk = Optional.of(Bytes.of(key.array()));
  }

  @Override
  public Optional<Bytes> msk() {
    return msk;
  }

  private static byte[] packet(byte id, byte flags, byte[]... parts) {
    int length = HEADER_BYTES + Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) 2).put(id).putShort((short) length).put((byte) TYPE).put(flags);
    Arrays.stream(parts).forEach(out::put);
    return out.array();
  }

  private static byte[] aes(byte[] key, byte[] block) {
    var engine = AESEngine.newInstance();
    engine.init(true, new KeyParameter(key));
    byte[] out = new byte[BLOCK];
    engine.processBlock(block, 0, out, 0);
    return out;
  }

  private static byte[] counted(byte[] block, int counter) {
    byte[] out = block.clone();
    out[BLOCK - 1] ^= (byte) counter;
    return out;
  }

  private byte[] cmac(byte[]... parts) {
    CMac mac = new CMac(AESEngine.newInstance());
    mac.init(new KeyParameter(ak));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] out = new byte[BLOCK];
    mac.doFinal(out, 0);
    return out;
  }

  private EAXBlockCipher eax(boolean forEncryption, byte[] nonce, byte[] header) {
    byte[] wide = new byte[BLOCK];
    System.arraycopy(nonce, 0, wide, BLOCK - nonce.length, nonce.length);
    EAXBlockCipher cipher = new EAXBlockCipher(AESEngine.newInstance());
    cipher.init(forEncryption, new AEADParameters(new KeyParameter(tek), 128, wide, header));
    return cipher;
  }

  /** Tag first, as RFC 4764 §3.3 has it. */
  private byte[] seal(byte[] nonce, byte[] header, byte[] plain) {
    try {
      EAXBlockCipher cipher = eax(true, nonce, header);
      byte[] out = new byte[cipher.getOutputSize(plain.length)];
      int at = cipher.processBytes(plain, 0, plain.length, out, 0);
      cipher.doFinal(out, at);
      return rotated(out, plain.length);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] open(byte[] nonce, byte[] header, byte[] tagAndText) {
    try {
      EAXBlockCipher cipher = eax(false, nonce, header);
      byte[] input = rotated(tagAndText, BLOCK);
      byte[] out = new byte[cipher.getOutputSize(input.length)];
      int at = cipher.processBytes(input, 0, input.length, out, 0);
      cipher.doFinal(out, at);
      return out;
    } catch (InvalidCipherTextException e) {
      return new byte[0];
    }
  }

  private static byte[] rotated(byte[] bytes, int first) {
    byte[] out = new byte[bytes.length];
    System.arraycopy(bytes, first, out, 0, bytes.length - first);
    System.arraycopy(bytes, 0, out, bytes.length - first, first);
    return out;
  }
}
