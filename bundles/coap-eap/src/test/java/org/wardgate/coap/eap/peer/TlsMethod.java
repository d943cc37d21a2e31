package org.wardgate.coap.eap.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.wardgate.api.Bytes;

/** EAP-TLS with TLS 1.2 (RFC 5216). Takes any server's certificate: a test's device. */
public final class TlsMethod implements EapMethod {
  private static final int TYPE = 13;
  private static final int HEADER_BYTES = 6; // code, id, length, type, flags
  private static final int LENGTH_INCLUDED = 0x80;
  private static final int MORE = 0x40;
  private static final int START = 0x20;
  private static final int FRAGMENT_BYTES = 600;
  private static final int MSK_BYTES = 64;
  private static final int KEYS_BYTES = 128;

  private final TlsClientProtocol protocol = new TlsClientProtocol();
  private final Client client;
  private final ByteArrayOutputStream incoming = new ByteArrayOutputStream();
  private byte[] outgoing = new byte[0];

  /** Shows a certificate and proves its key. */
  public TlsMethod(X509Certificate certificate, PrivateKey key) {
    client = new Client(new BcTlsCrypto(new SecureRandom()), certificate, key);
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Optional<Bytes> respond(Bytes request) {
    byte[] bytes = request.toArray();
    int flags = bytes[HEADER_BYTES - 1];
    try {
      if ((flags & START) != 0) {
        protocol.connect(client);
      } else {
        int begin = HEADER_BYTES + ((flags & LENGTH_INCLUDED) != 0 ? Integer.BYTES : 0);
        incoming.write(bytes, begin, bytes.length - begin);
        if ((flags & MORE) != 0) {
          return Optional.of(packet(bytes[1], 0, new byte[0]));
        }
        protocol.offerInput(incoming.toByteArray());
        incoming.reset();
      }
      return Optional.of(next(bytes[1]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Bytes next(byte id) throws IOException {
    int available = protocol.getAvailableOutputBytes();
    byte[] fresh = new byte[available];
    protocol.readOutput(fresh, 0, available);
    byte[] all = Arrays.copyOf(outgoing, outgoing.length + available);
    System.arraycopy(fresh, 0, all, outgoing.length, available);
    byte[] now = Arrays.copyOf(all, Math.min(FRAGMENT_BYTES, all.length));
    outgoing = Arrays.copyOfRange(all, now.length, all.length);
    return packet(id, outgoing.length > 0 ? MORE : 0, now);
  }

  private static Bytes packet(byte id, int flags, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + data.length);
    out.put((byte) 2).put(id).putShort((short) out.capacity());
    out.put((byte) TYPE).put((byte) flags).put(data);
    return Bytes.of(out.array());
  }

  @Override
  public Optional<Bytes> msk() {
    return client.msk;
  }

  /** The TLS client. */
  private static final class Client extends DefaultTlsClient {
    private final BcTlsCrypto bc;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private Optional<Bytes> msk = Optional.empty();

    Client(BcTlsCrypto crypto, X509Certificate certificate, PrivateKey key) {
      super(crypto);
      bc = crypto;
      this.certificate = certificate;
      this.key = key;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv12.only();
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      // RFC 5216 §2.3
      byte[] keys = context.exportKeyingMaterial("client EAP encryption", null, KEYS_BYTES);
      msk = Optional.of(Bytes.of(Arrays.copyOf(keys, MSK_BYTES)));
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate server) {
          // any
        }

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
          return signer();
        }
      };
    }

    private TlsCredentials signer() throws IOException {
      try {
        TlsCertificate shown = bc.createCertificate(certificate.getEncoded());
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(context),
            bc,
            PrivateKeyFactory.createKey(key.getEncoded()),
            new Certificate(new TlsCertificate[] {shown}),
            new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
      } catch (CertificateEncodingException e) {
        throw new IOException(e);
      }
    }
  }
}
