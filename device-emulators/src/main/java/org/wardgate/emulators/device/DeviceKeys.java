package org.wardgate.emulators.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.emulators.provision.PemFiles;

/**
 * What the factory put into a device.
 *
 * @param idevid certificate chain, end entity first, without the root
 * @param idevidKey its private key
 * @param attestationKey the initial attestation key (RFC 9783 §3.2)
 * @param instanceId its instance id, 33 bytes (RFC 9783 §4.2.1)
 */
public record DeviceKeys(
    List<X509Certificate> idevid,
    PrivateKey idevidKey,
    PrivateKey attestationKey,
    Bytes instanceId) {
  /** File names inside a device's folder. */
  public static final String IDEVID_FILE = "idevid.pem";

  /** Key of the IDevID. */
  public static final String IDEVID_KEY_FILE = "idevid.key";

  /** The attestation key. */
  public static final String ATTESTATION_KEY_FILE = "attestation.key";

  /** The instance id in hexadecimal. */
  public static final String INSTANCE_ID_FILE = "instance-id";

  /** Evidence given on an earlier occasion; present where somebody recorded it. */
  public static final String RECORDED_EVIDENCE_FILE = "recorded-evidence.cbor";

  /** Copies the list. */
  public DeviceKeys {
    idevid = List.copyOf(idevid);
  }

  /** Reads a device's folder. */
  public static DeviceKeys read(Path folder) throws IOException {
    return new DeviceKeys(
        PemFiles.readChain(folder.resolve(IDEVID_FILE)),
        PemFiles.readKey(folder.resolve(IDEVID_KEY_FILE)),
        PemFiles.readKey(folder.resolve(ATTESTATION_KEY_FILE)),
        Bytes.ofHex(Files.readString(folder.resolve(INSTANCE_ID_FILE)).strip()));
  }
}
