package org.wardgate.transport.coap.oscore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.OscoreParameters.Suite;
import org.wardgate.transport.coap.oscore.OscoreException.Reason;

/**
 * One side of an OSCORE security context (RFC 8613 §3) and what it does to messages (§8). Every
 * message it protects gets a sequence number of its own, responses too: no nonce is used twice
 * whatever is answered to a repeated request. Thread-safe.
 */
public final class SecurityContext {
  /** Sequence numbers are 40 bits (RFC 8613 §7.2.1). */
  static final long SEQUENCE_MAX = (1L << 40) - 1;

  private static final int PIV_BYTES = 5;

  private final Aead aead;
  private final Bytes senderId;
  private final Bytes recipientId;
  private final Optional<Bytes> idContext;
  private final SecretKey senderKey;
  private final SecretKey recipientKey;
  private final byte[] commonIv;
  private final ReplayWindow window = new ReplayWindow();
  private long nextSequence;

  /**
   * Derives a context (RFC 8613 §3.2).
   *
   * @param idContext absent for most
   * @throws IllegalArgumentException if an id is too long for the algorithm's nonce
   */
  public SecurityContext(
      Suite suite,
      Bytes masterSecret,
      Bytes masterSalt,
      Bytes senderId,
      Bytes recipientId,
      Optional<Bytes> idContext) {
    aead = new Aead(suite);
    if (Math.max(senderId.length(), recipientId.length()) > aead.nonceBytes() - PIV_BYTES - 1) {
      throw new IllegalArgumentException("sender or recipient id too long");
    }
    this.senderId = senderId;
    this.recipientId = recipientId;
    this.idContext = idContext;
    senderKey = Aead.key(derive(masterSecret, masterSalt, senderId, "Key", Aead.KEY_BYTES));
    recipientKey = Aead.key(derive(masterSecret, masterSalt, recipientId, "Key", Aead.KEY_BYTES));
    commonIv = derive(masterSecret, masterSalt, Bytes.EMPTY, "IV", aead.nonceBytes());
  }

  private byte[] derive(Bytes secret, Bytes salt, Bytes id, String type, int lengthBytes) {
    return Hkdf.derive(
        salt.toArray(),
        secret.toArray(),
        Structures.info(id, idContext, aead.algorithm(), type, lengthBytes),
        lengthBytes);
  }

  /**
   * What ties a response to its request.
   *
   * @param kid of the requester
   * @param piv of the request
   */
  public record Binding(Bytes kid, Bytes piv) {}

  /**
   * A message and its tie.
   *
   * @param newest whether nothing newer came from the peer before
   */
  public record Result(CoapMessage message, Binding binding, boolean newest) {}

  /** Begins to count at another number; for tests of known vectors. */
  synchronized void startAt(long sequence) {
    nextSequence = sequence;
  }

  /** The peer's id in messages to this side. */
  public Bytes recipientId() {
    return recipientId;
  }

  /** The ID Context, if it has one. */
  Optional<Bytes> idContext() {
    return idContext;
  }

  /** RFC 8613 §8.1. */
  public Result protectRequest(CoapMessage plain) throws OscoreException {
    Bytes piv = takeSequence();
    Binding binding = new Binding(senderId, piv);
    byte[] sealed = seal(plain, piv, binding);
    OscoreOption option = new OscoreOption(piv, idContext, Optional.of(senderId));
    return new Result(outer(plain, CoapMessage.POST, option, sealed), binding, true);
  }

  /** RFC 8613 §8.2. */
  public Result unprotectRequest(CoapMessage outer) throws OscoreException {
    OscoreOption option = optionOf(outer);
    if (option.partialIv().length() == 0) {
      throw new OscoreException(Reason.MALFORMED);
    }
    long sequence = number(option.partialIv());
    Binding binding = new Binding(recipientId, option.partialIv());
    synchronized (this) {
      if (!window.isNew(sequence)) {
        throw new OscoreException(Reason.REPLAYED);
      }
      CoapMessage plain = unseal(outer, nonce(recipientId, option.partialIv()), binding);
      if (!plain.isRequest()) {
        throw new OscoreException(Reason.MALFORMED);
      }
      boolean newest = window.isNewest(sequence);
      window.mark(sequence);
      return new Result(plain, binding, newest);
    }
  }

  /** RFC 8613 §8.3, always with a number of its own. */
  public CoapMessage protectResponse(CoapMessage plain, Binding binding) throws OscoreException {
    Bytes piv = takeSequence();
    OscoreOption option = new OscoreOption(piv, Optional.empty(), Optional.empty());
    return outer(plain, CoapMessage.CHANGED, option, seal(plain, piv, binding));
  }

  /** RFC 8613 §8.4. */
  public CoapMessage unprotectResponse(CoapMessage outer, Binding binding) throws OscoreException {
    OscoreOption option = optionOf(outer);
    byte[] nonce =
        option.partialIv().length() == 0
            ? nonce(binding.kid(), binding.piv())
            : nonce(recipientId, option.partialIv());
    CoapMessage plain = unseal(outer, nonce, binding);
    if (!plain.isResponse()) {
      throw new OscoreException(Reason.MALFORMED);
    }
    return plain;
  }

  private static OscoreOption optionOf(CoapMessage outer) throws OscoreException {
    return outer
        .option(CoapOption.OSCORE)
        .flatMap(option -> OscoreOption.parse(option.value()))
        .orElseThrow(() -> new OscoreException(Reason.MALFORMED));
  }

  private byte[] seal(CoapMessage plain, Bytes piv, Binding binding) {
    byte[] aad = Structures.aad(aead.algorithm(), binding.kid(), binding.piv());
    return aead.encrypt(senderKey, nonce(senderId, piv), aad, Plaintext.of(plain));
  }

  private CoapMessage unseal(CoapMessage outer, byte[] nonce, Binding binding)
      throws OscoreException {
    byte[] aad = Structures.aad(aead.algorithm(), binding.kid(), binding.piv());
    byte[] plain =
        aead.decrypt(recipientKey, nonce, aad, outer.payload().toArray())
            .orElseThrow(() -> new OscoreException(Reason.NOT_AUTHENTIC));
    return Plaintext.into(outer, plain).orElseThrow(() -> new OscoreException(Reason.MALFORMED));
  }

  private static CoapMessage outer(
      CoapMessage plain, int code, OscoreOption option, byte[] sealed) {
    List<CoapOption> options =
        new ArrayList<>(plain.options().stream().filter(CoapOption::staysOutside).toList());
    options.add(option.encode());
    return plain.with(code, options, Bytes.of(sealed));
  }

  private synchronized Bytes takeSequence() throws OscoreException {
    if (nextSequence > SEQUENCE_MAX) {
      throw new OscoreException(Reason.EXHAUSTED);
    }
    return piv(nextSequence++);
  }

  /** RFC 8613 §5.2. */
  private byte[] nonce(Bytes id, Bytes piv) {
    byte[] nonce = new byte[commonIv.length];
    nonce[0] = (byte) id.length();
    byte[] idBytes = id.toArray();
    System.arraycopy(idBytes, 0, nonce, nonce.length - PIV_BYTES - idBytes.length, idBytes.length);
    byte[] pivBytes = piv.toArray();
    System.arraycopy(pivBytes, 0, nonce, nonce.length - pivBytes.length, pivBytes.length);
    for (int i = 0; i < nonce.length; i++) {
      nonce[i] ^= commonIv[i];
    }
    return nonce;
  }

  /** Without leading zeros; 0 is one byte (RFC 8613 §6.1). */
  static Bytes piv(long sequence) {
    int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(sequence) + 7) / Byte.SIZE);
    byte[] piv = new byte[length];
    for (int i = 0; i < length; i++) {
      piv[length - 1 - i] = (byte) (sequence >> (Byte.SIZE * i));
    }
    return Bytes.of(piv);
  }

  private static long number(Bytes piv) {
    long number = 0;
    for (byte b : piv.toArray()) {
      number = (number << Byte.SIZE) | (b & 0xFF);
    }
    return number;
  }
}
