package org.wardgate.console.resource;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RevocationPublisher;

/** A ward CA that remembers what it was asked. */
final class FakeAuthority implements RevocationPublisher {

  static final Bytes CRL = Bytes.ofHex("30030a0000");
  static final Bytes ANSWER = Bytes.ofHex("300a80ff00");

  final List<Bytes> asked = new CopyOnWriteArrayList<>();
  volatile boolean ready = true;

  @Override
  public Bytes crl() throws RefusedException {
    if (!ready) {
      throw new RefusedException(PkiErrors.CA_UNAVAILABLE, "");
    }
    return CRL;
  }

  @Override
  public Bytes crl(String issuerKeyId) throws RefusedException {
    if (!issuerKeyId.equals("0a0b")) {
      throw new RefusedException(PkiErrors.UNKNOWN_ISSUER, issuerKeyId);
    }
    return crl();
  }

  @Override
  public Bytes ocsp(Bytes request) {
    asked.add(request);
    return ANSWER;
  }

  @Override
  public String anchorsPem() {
    return ready ? "-----BEGIN CERTIFICATE-----\n" : "";
  }
}
