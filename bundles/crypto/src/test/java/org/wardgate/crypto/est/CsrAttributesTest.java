package org.wardgate.crypto.est;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.est.CsrAttributes.Entry;
import org.wardgate.crypto.testing.Mutations;

class CsrAttributesTest {
  @Test
  void saysWhichKeyAndSignature() throws CryptoException {
    Bytes der = CsrAttributes.p256().encode();
    assertThat(der.hex())
        .isEqualTo(
            "3021" // a sequence of
                + "301506072a8648ce3d0201310a06082a8648ce3d030107" // id-ecPublicKey {prime256v1}
                + "06082a8648ce3d040302"); // ecdsa-with-SHA256
    assertThat(CsrAttributes.decode(der)).isEqualTo(CsrAttributes.p256());
  }

  @Test
  void refusesOtherForms() {
    for (String bad :
        List.of(
            "",
            "30",
            "0500", // null instead of a list
            "310406022a03", // a set instead of a list
            "30020500", // neither identifier nor attribute
            "30023000", // an attribute without parts
            "3006300406022a03", // an attribute without values
            "3008300606022a033100", // an attribute with no value at all
            "300a300806022a0331000500", // three parts
            "30020500" + "00", // something behind it
            "3080060222030000")) {
      assertThatThrownBy(() -> CsrAttributes.decode(Bytes.ofHex(bad)))
          .as(bad)
          .isInstanceOf(CryptoException.class);
    }
    assertRefused(Reason.TOO_LARGE, () -> CsrAttributes.decode(Bytes.of(new byte[4_097])));
    Bytes long33 = Bytes.ofHex("308184" + "06022a03".repeat(33));
    assertRefused(Reason.TOO_LARGE, () -> CsrAttributes.decode(long33));
    List<Entry> many = Collections.nCopies(33, new Entry("1.2", List.of()));
    assertThatThrownBy(() -> new CsrAttributes(many)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 500)
  void spoiledInputIsRefusedOrReadAsWritten(@ForAll long seed) {
    Bytes spoiled = Mutations.mutate(CsrAttributes.p256().encode(), seed);
    try {
      assertThat(CsrAttributes.decode(spoiled).encode()).isEqualTo(spoiled);
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }

  @Property(tries = 300)
  void noiseIsRefused(@ForAll @Size(max = 200) byte[] noise) {
    try {
      assertThat(CsrAttributes.decode(Bytes.of(noise)).encode()).isEqualTo(Bytes.of(noise));
    } catch (CryptoException e) {
      assertThat(e.reason()).isNotNull();
    }
  }
}
