package org.wardgate.api.identity;

import java.util.Optional;
import javax.crypto.SecretKey;
import org.wardgate.api.DeviceId;

/**
 * The keys that devices with a secure element, but without certificates, authenticate their
 * evidence with (COSE_Mac0, HMAC 256/256). Implemented by {@code device-keys}. Thread-safe, does
 * not block.
 */
public interface EvidenceKeys {
  /**
   * The key of a device, 32 bytes, for HMAC with SHA-256.
   *
   * @return empty if it has none, or its key is barred
   */
  Optional<SecretKey> evidenceKey(DeviceId device);
}
