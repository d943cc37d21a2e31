package org.wardgate.integration.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.wardgate.api.Bytes;
import org.wardgate.emulators.device.DeviceConfig;
import org.wardgate.emulators.device.DeviceKeys;
import org.wardgate.emulators.device.PsaToken;

/**
 * A device as its maker made it. Keys, requests and certificates are OpenSSL's business; evidence
 * comes from the emulated secure part.
 */
final class Pledge {
  private static final int PKCS10 = 286;
  private static final int OCTET_STREAM = 42;
  private static final int EAT_CWT = 263;
  private static final int ASK_MAX_COUNT = 60;
  private static final long ASK_PAUSE_MILLIS = 1_000;
  private static final Bytes BOOT_SEED = Bytes.ofHex("5e".repeat(32));

  private final DeviceConfig config;
  private final Path folder;
  private final PsaToken token;
  private final DeviceKeys keys;

  /**
   * @param work where it may write
   */
  Pledge(DeviceConfig config, Path work) throws IOException {
    this.config = config;
    this.folder = Files.createDirectories(work.resolve(config.id()));
    this.keys = DeviceKeys.read(Path.of(config.folder()));
    this.token = new PsaToken(keys.instanceId(), config.firmware(), BOOT_SEED);
  }

  String id() {
    return config.id();
  }

  String address() {
    return config.address();
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** What its maker gave it. */
  Holder idevid() {
    Path made = Path.of(config.folder());
    return new Holder(
        made.resolve(DeviceKeys.IDEVID_FILE), made.resolve(DeviceKeys.IDEVID_KEY_FILE));
  }

  /** A fresh key, by OpenSSL. */
  Path newKey(String name) throws Exception {
    Path key = file(name + ".key");
    Program.run(
            "openssl",
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-pkeyopt",
            "ec_param_enc:named_curve",
            "-out",
            key.toString())
        .good();
    return key;
  }

  /** A request with a subject that nobody will heed. */
  Bytes request(Path key) throws Exception {
    Path csr = file("request.der");
    Program.run(
            "openssl",
            "req",
            "-new",
            "-key",
            key.toString(),
            "-subj",
            "/CN=anything",
            "-outform",
            "DER",
            "-out",
            csr.toString())
        .good();
    return Bytes.of(Files.readAllBytes(csr));
  }

  /** A request that repeats a certificate's names with another key. */
  Bytes renewal(Path certificate, Path key) throws Exception {
    Path csr = file("renewal.pem");
    Program.run(
            "openssl",
            "x509",
            "-x509toreq",
            "-copy_extensions",
            "copyall",
            "-in",
            certificate.toString(),
            "-key",
            key.toString(),
            "-out",
            csr.toString())
        .good();
    Path der = file("renewal.der");
    Program.run("openssl", "req", "-in", csr.toString(), "-outform", "DER", "-out", der.toString())
        .good();
    return Bytes.of(Files.readAllBytes(der));
  }

  /** SHA-256 of a key's SubjectPublicKeyInfo. */
  Bytes thumbprint(Path key) throws Exception {
    Path spki = file("spki.der");
    Program.run(
            "openssl",
            "pkey",
            "-in",
            key.toString(),
            "-pubout",
            "-outform",
            "DER",
            "-out",
            spki.toString())
        .good();
    return Bytes.of(Files.readAllBytes(spki)).sha256();
  }

  /** Challenge and evidence, bound to a key or to a certificate. */
  void attest(CoapClient client, Bytes binding) throws Exception {
    CoapClient.Answer answer = answered(client, binding);
    // just after the gateway's start the makers' reference values may not be in force yet
    for (int i = 0; i < ASK_MAX_COUNT && notYetKnown(answer); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_PAUSE_MILLIS));
      answer = answered(client, binding);
    }
    answer.good();
  }

  private CoapClient.Answer answered(CoapClient client, Bytes binding) throws Exception {
    Bytes nonce = client.post("wg/challenge", OCTET_STREAM, binding, OCTET_STREAM).good();
    Bytes evidence = token.sign(nonce, keys.attestationKey());
    return client.post("wg/evidence", EAT_CWT, evidence, CoapClient.ANY);
  }

  private static boolean notYetKnown(CoapClient.Answer answer) {
    String said = new String(answer.payload().toArray(), StandardCharsets.UTF_8) + answer.printed();
    return said.contains("WG-ATT-0010") || said.contains("WG-ATT-0017");
  }

  /** Asks until it is decided. */
  CoapClient.Answer ask(CoapClient client, String function, Bytes request, int accept)
      throws Exception {
    CoapClient.Answer answer = client.post(".well-known/est/" + function, PKCS10, request, accept);
    for (int i = 0; i < ASK_MAX_COUNT && answer.code().equals("5.03"); i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ASK_PAUSE_MILLIS));
      answer = client.post(".well-known/est/" + function, PKCS10, request, accept);
    }
    return answer;
  }

  /** Joins as docs/onboarding.md says. */
  Holder enrol(CoapClient client, String name) throws Exception {
    Path key = newKey(name);
    attest(client, thumbprint(key));
    return finish(client, key, name);
  }

  /** Renews with a new key, over the session of the certificate in force. */
  Holder renew(CoapClient client, Holder present, String name) throws Exception {
    Path key = newKey(name);
    CoapClient own = client.as(present);
    attest(own, thumbprint(key));
    Bytes request = renewal(present.certificate(), key);
    return certified(ask(own, "sren", request, 287).good(), key, name);
  }

  /** The last step alone: asks for the certificate and waits for it. */
  Holder finish(CoapClient client, Path key, String name) throws Exception {
    return certified(ask(client, "sen", request(key), 287).good(), key, name);
  }

  /** Keeps a certificate. */
  Holder certified(Bytes der, Path key, String name) throws Exception {
    Path file = file(name + ".der");
    Files.write(file, der.toArray());
    Path pem = file(name + ".pem");
    Program.run("openssl", "x509", "-inform", "DER", "-in", file.toString(), "-out", pem.toString())
        .good();
    return new Holder(pem, key);
  }
}
