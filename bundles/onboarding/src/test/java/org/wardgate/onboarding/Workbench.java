package org.wardgate.onboarding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.onboarding.TestCa.Identity;

/**
 * A folder with a device's files, and other people's programs that work on them as a device.
 *
 * @param directory the folder
 * @param gateway whom the programs talk to
 */
record Workbench(Path directory, PeersGateway gateway) {
  static final String OPENSSL_COAP = "coap-client-openssl";
  static final String GNUTLS_COAP = "coap-client-gnutls";

  private static final String EST = ".well-known/est/";

  /** Skips the test where the programs are missing; in CI that is a failure. */
  static Workbench in(Path directory, PeersGateway gateway) {
    Program.require(OPENSSL_COAP, GNUTLS_COAP, "openssl");
    Workbench bench = new Workbench(directory, gateway);
    bench.pem("ward.pem", gateway.ward.ward.certificate());
    bench.identity("pump", gateway.ward.acme.idevid("1"));
    return bench;
  }

  void pem(String file, X509Certificate... certificates) {
    write(file, Certificates.toPem(List.of(certificates)).getBytes(US_ASCII));
  }

  void identity(String name, Identity identity) {
    pem(name + ".pem", identity.certificate());
    write(name + ".key", TestCa.pem(identity.key()).getBytes(US_ASCII));
  }

  void write(String file, byte[] content) {
    try {
      Files.write(directory.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bytes read(String file) {
    try {
      return Bytes.of(Files.readAllBytes(directory.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String file) {
    return Files.exists(directory.resolve(file));
  }

  /** A request by libcoap, as the device with that certificate and key. */
  String coap(String client, String name, String path, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(client, "-B", "20", "-c", name + ".pem", "-j", name + ".key", "-R"));
    command.add("ward.pem");
    command.addAll(List.of(more));
    command.add("coaps://127.0.0.1:" + gateway.port() + "/" + path);
    return Program.run(directory, command.toArray(new String[0])).output();
  }

  /** A GET of an EST resource with the exchange printed. */
  String get(String client, String name, String resource, String... more) {
    return coap(client, name, EST + resource, with(more, "-v", "7"));
  }

  /** A certification request with the exchange printed. */
  String post(String client, String name, String resource, String csr, String... more) {
    return coap(
        client, name, EST + resource, with(more, "-v", "7", "-m", "post", "-t", "286", "-f", csr));
  }

  private static String[] with(String[] more, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  Program.Result openssl(String... arguments) {
    return Program.run(directory, with(arguments, "openssl"));
  }

  /** The output of OpenSSL, which must succeed. */
  String ok(String... arguments) {
    Program.Result result = openssl(arguments);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }

  /** A new key and a request for it, {@code name.key} and {@code name.csr}. */
  void csr(String name, String... more) {
    ok(
        with(
            more,
            "req",
            "-new",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            name + ".key",
            "-outform",
            "DER",
            "-out",
            name + ".csr",
            "-subj",
            "/CN=somebody else"));
  }

  /** A new key and a request that renews {@code old.pem}. */
  void renewal(String name, String old) {
    ok("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", name + ".key");
    ok(
        "x509",
        "-x509toreq",
        "-copy_extensions",
        "copyall",
        "-in",
        old + ".pem",
        "-signkey",
        name + ".key",
        "-out",
        name + ".req");
    ok("req", "-in", name + ".req", "-outform", "DER", "-out", name + ".csr");
  }

  /** Takes the certificate out of {@code name.p7} into {@code name.pem} and verifies it. */
  String verified(String name) {
    ok("pkcs7", "-inform", "DER", "-in", name + ".p7", "-print_certs", "-out", name + ".pem");
    assertThat(ok("verify", "-CAfile", "ward.pem", name + ".pem")).contains(name + ".pem: OK");
    return ok("x509", "-in", name + ".pem", "-noout", "-subject");
  }
}
