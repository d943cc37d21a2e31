package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.PublicKeys;

/** What docs/identity.md says about the document: openssl verifies it by these bytes. */
class HandoverOpensslTest {
  @BeforeAll
  static void needsOpenssl() throws InterruptedException {
    try {
      if (run(Path.of("."), "openssl", "version") == 0) {
        return;
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("openssl");
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("no openssl");
    }
    assumeTrue(false, "no openssl");
  }

  private static int run(Path directory, String... command)
      throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command))
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void opensslVerifiesTheSignature(@TempDir Path directory) throws Exception {
    TwoWards wards = new TwoWards(directory);
    CoseSign1 message =
        (CoseSign1) CoseMessage.parse(wards.document(), new CborLimits(8_192, 6, 64));
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    structure.write(0x84);
    structure.write(0x6a);
    structure.writeBytes("Signature1".getBytes(StandardCharsets.US_ASCII));
    string(structure, message.protectedEncoded().toArray());
    structure.write(0x40);
    string(structure, message.payload().toArray());
    Files.write(directory.resolve("sig_structure"), structure.toByteArray());
    byte[] raw = message.signature().toArray();
    Files.write(directory.resolve("sig.der"), der(raw));
    Files.writeString(
        directory.resolve("gateway.pub"),
        PublicKeys.toPem(wards.gatewayA.chain().get(0).getPublicKey()));
    String[] verify = {
      "openssl",
      "dgst",
      "-sha256",
      "-verify",
      "gateway.pub",
      "-signature",
      "sig.der",
      "sig_structure"
    };
    assertThat(run(directory, verify)).isZero();

    raw[7] ^= 1;
    Files.write(directory.resolve("sig.der"), der(raw));
    assertThat(run(directory, verify)).isNotZero();
  }

  @Test
  void theClaimsAreEncodedAsDocumented(@TempDir Path directory) throws Exception {
    CoseSign1 message =
        (CoseSign1)
            CoseMessage.parse(new TwoWards(directory).document(), new CborLimits(8_192, 6, 64));
    assertThat(message.payload().hex())
        .startsWith("a80166776172642d610266" + "70756d702d310366776172642d62041a")
        .contains("061a", "0750", "3a000100005820", "3a00010001781c");
    assertThat(message.unprotectedHeader().entries()).isEmpty();
  }

  private static void string(ByteArrayOutputStream out, byte[] content) {
    if (content.length < 256) {
      out.write(0x58);
    } else {
      out.write(0x59);
      out.write(content.length >> 8);
    }
    out.write(content.length & 0xff);
    out.writeBytes(content);
  }

  private static byte[] der(byte[] raw) throws IOException {
    int half = raw.length / 2;
    return new DERSequence(
            new ASN1Encodable[] {
              new ASN1Integer(new BigInteger(1, Arrays.copyOf(raw, half))),
              new ASN1Integer(new BigInteger(1, Arrays.copyOfRange(raw, half, raw.length)))
            })
        .getEncoded();
  }
}
