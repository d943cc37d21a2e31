package org.wardgate.emulators.device;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a device got from the ward.
 *
 * @param certificate its LDevID
 * @param key the LDevID's private key
 * @param anchors the ward CA's certificates
 */
record LocalIdentity(X509Certificate certificate, PrivateKey key, List<X509Certificate> anchors) {
  LocalIdentity {
    anchors = List.copyOf(anchors);
  }
}
