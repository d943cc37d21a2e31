package org.wardgate.conformity.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.wardgate.api.Bytes;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.testing.Examples;
import org.wardgate.conformity.testing.TestWard;
import org.wardgate.crypto.CryptoException;

class TokenProperties {
  private static final GatewayCredential GATEWAY = new TestWard("Ward").gateway(Examples.GATEWAY);
  private static final Claims GOOD =
      Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey()));

  private static Bytes token(Format format) {
    try {
      return Tokens.sign(GOOD, format, GATEWAY);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Bytes mutated(Bytes original, long seed) {
    Random random = new Random(seed);
    byte[] bytes = original.toArray();
    for (int i = random.nextInt(6); i >= 0 && bytes.length > 1; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
        default -> System.arraycopy(bytes, 0, bytes, at, Math.min(at, bytes.length - at));
      }
    }
    return Bytes.of(bytes);
  }

  @Property(tries = 3000)
  void noMutatedTokenSaysAnythingElse(@ForAll Format format, @ForAll long seed) {
    Bytes token = mutated(token(format), seed);
    try {
      Token read = Token.parse(token);
      read.verify(GATEWAY.chain().get(0).getPublicKey());
      assertThat(read.certificate()).isEqualTo(GOOD);
    } catch (CryptoException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 2000)
  void noMutatedPayloadCrashesAReader(@ForAll long seed) {
    for (Bytes payload :
        new Bytes[] {JwtForm.write(GOOD), VcForm.write(GOOD), CwtForm.write(GOOD)}) {
      Bytes spoilt = mutated(payload, seed);
      readAll(spoilt);
    }
  }

  @Property(tries = 1000)
  void anythingIsReadOrRefused(@ForAll byte[] content) {
    readAll(Bytes.of(content));
    try {
      assertThat(Token.parse(Bytes.of(content)).certificate()).isNull();
    } catch (CryptoException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void readAll(Bytes payload) {
    for (Reading reading :
        new Reading[] {
          JwtForm::read, VcForm::read, CwtForm::read, StatusForm::readJson, StatusForm::readCbor
        }) {
      try {
        assertThat(reading.read(payload)).isNotNull();
      } catch (CryptoException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  /** A reader. */
  private interface Reading {
    Object read(Bytes payload) throws CryptoException;
  }
}
