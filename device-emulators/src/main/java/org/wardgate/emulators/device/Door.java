package org.wardgate.emulators.device;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.core.server.resources.Resource;

/** How a device opens its first session with a gateway that does not know it yet. */
interface Door {
  /**
   * Opens a session.
   *
   * @param served what the gateway may ask of the device
   */
  CoapSession open(List<Resource> served);

  /**
   * The certificate the gateway showed in the newest session; none where both prove themselves with
   * a key that they share.
   */
  Optional<X509Certificate> gateway();

  /** With the IDevID of the factory. */
  static Door ofCertificate(Wire wire, DeviceKeys keys) {
    ServerTrust trust = new ServerTrust();
    return new Door() {
      @Override
      public CoapSession open(List<Resource> served) {
        return CoapSession.open(wire, keys.idevid(), keys.idevidKey(), trust, served);
      }

      @Override
      public Optional<X509Certificate> gateway() {
        return trust.seen();
      }
    };
  }

  /** With the key of a secure element. */
  static Door ofSharedKey(Wire wire, SecureElement element) {
    return new Door() {
      @Override
      public CoapSession open(List<Resource> served) {
        return CoapSession.openShared(wire, element.identity(), element.sessionKey(), served);
      }

      @Override
      public Optional<X509Certificate> gateway() {
        return Optional.empty();
      }
    };
  }
}
