package org.wardgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.crypto.x509.RevocationLists;

/** The commands in docs/inventory.md make an inventory that is accepted. */
class OpensslTest {
  @BeforeAll
  static void needsOpenssl() throws InterruptedException {
    try {
      if (run(Path.of("."), "openssl version") == 0) {
        return;
      }
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("no shell with openssl");
    }
    assumeTrue(false, "no shell with openssl");
  }

  private static int run(Path directory, String script) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of("sh", "-e", "-c", script))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void itsSignatureCoversTheDevicesFile(@TempDir Path directory) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    String csv = DeviceFilesTest.HEADER + "pump-9,Pump 9,infusion-pump,acme,SN-9,,false,\n";
    Files.writeString(directory.resolve("devices.csv"), csv);
    Example example = new Example(1);
    example
        .root
        .withArray("deviceFiles")
        .addObject()
        .put("file", "devices.csv")
        .put("sha256", "DIGEST");
    Files.writeString(
        directory.resolve("inventory.in"), example.toString(), StandardCharsets.UTF_8);
    assertThat(
            run(
                directory,
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \\
                  -subj "/CN=Hospital root" -keyout root.key -out hospital-root.pem
                openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \\
                  -subj "/CN=Inventory" -keyout inventory-signer.key -out signer.csr
                printf 'keyUsage=critical,digitalSignature\\n' > ext
                openssl x509 -req -in signer.csr -CA hospital-root.pem -CAkey root.key -days 30 \\
                  -CAcreateserial -extfile ext -out inventory-signer.pem
                digest=$(sha256sum devices.csv | cut -d ' ' -f 1)
                sed "s/DIGEST/$digest/" inventory.in > inventory.json
                openssl cms -sign -binary -outform DER -md sha256 -in inventory.json \\
                  -signer inventory-signer.pem -inkey inventory-signer.key \\
                  -certfile hospital-root.pem -out inventory.json.p7s
                """))
        .isZero();
    InventoryLoader loader =
        new InventoryLoader(
            new InventorySource(
                directory.resolve("inventory.json"),
                directory.resolve("inventory.json.p7s"),
                directory.resolve("hospital-root.pem")),
            new InventoryArchive(data),
            Clock.systemUTC());
    assertThat(loader.poll().orElseThrow().devices()).hasSize(2);
  }

  @Test
  void itsRevocationListsAreRead(@TempDir Path directory) throws Exception {
    assertThat(
            run(
                directory,
                """
                openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -days 30 \\
                  -subj "/CN=Acme root" -keyout ca.key -out ca.pem
                touch index.txt; echo 01 > crlnumber
                printf '[ca]\\ndefault_ca=c\\n[c]\\ndatabase=index.txt\\ncrlnumber=crlnumber\\n' > cnf
                openssl ca -config cnf -gencrl -md sha384 -crldays 30 -keyfile ca.key -cert ca.pem \\
                  -out acme.crl.pem
                """))
        .isZero();
    String crl = Files.readString(directory.resolve("acme.crl.pem"));
    assertThat(RevocationLists.ofPem(crl)).hasSize(1);
    RevocationLists.verify(
        RevocationLists.ofPem(crl).get(0),
        org.wardgate.crypto.x509.Certificates.ofPem(Files.readString(directory.resolve("ca.pem")))
            .get(0));
  }
}
