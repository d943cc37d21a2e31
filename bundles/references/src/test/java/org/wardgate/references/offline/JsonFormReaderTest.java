package org.wardgate.references.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.testing.Mutations;
import org.wardgate.references.testing.Maker;

class JsonFormReaderTest {
  private static final Maker NORVIK = new Maker("norvik", "Norvik");
  private static final String JSON = NORVIK.json("np-200", 3, "NP-200");

  private static ReferenceFile read(String json) throws RefusedException {
    return ReferenceFile.read(Maker.utf8(json));
  }

  @Test
  void signedUnsignedAndJsonSayTheSame() throws RefusedException {
    Bytes signed = NORVIK.sign(JSON);
    ReferenceFile of = ReferenceFile.read(signed);
    assertThat(of.signerFirst()).startsWith(NORVIK.signer().certificate());
    assertThat(of.vendors()).containsExactly("Norvik / NP-200");
    Bytes unsigned = of.signed().orElseThrow().payload();
    assertThat(ReferenceFile.read(unsigned).set().classes()).isEqualTo(of.set().classes());
    assertThat(read("\n" + JSON).set().classes()).isEqualTo(of.set().classes());
    assertThat(read(JSON).signerFirst()).isEmpty();
    assertThat(
            read(JSON).references().attester(Bytes.ofHex(Maker.UEID + "00")).orElseThrow().serial())
        .isEqualTo("SN-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oid:2.16.840.1.113741.1.15.4.99.1",
        "oid:1.2.3",
        "uuid:67b28b6c-34cc-40a1-9117-ab5b05911e37",
        "bytes:c0de",
      })
  void otherClassIdsComeThrough(String classId) throws RefusedException {
    String json =
        "{\"id\":\"x\",\"version\":1,\"vendor\":\"V\",\"model\":\"M\",\"classId\":\""
            + classId
            + "\",\"components\":[{\"type\":\"pcr:7\",\"values\":[\""
            + "b1".repeat(32)
            + "\"]},{\"type\":\"layer:1\",\"values\":[\""
            + "b2".repeat(48)
            + "\"]}]}";
    ReferenceFile file = read(json);
    assertThat(file.references().referenceClass(classId).orElseThrow().components())
        .extracting("name")
        .containsExactly("pcr:7", "layer:1");
  }

  @Test
  void anAttesterWithoutKeyKeepsItsSerialAndItsClass() throws RefusedException {
    String json = JSON.replaceAll(",\"publicKeyPem\":\"[^\"]+\"", "");
    Attester attester =
        ReferenceFile.read(NORVIK.sign(json))
            .references()
            .attester(Bytes.ofHex(Maker.UEID + "00"))
            .orElseThrow();
    assertThat(attester.publicKeysSpki()).isEmpty();
    assertThat(attester.serial()).isEqualTo("SN-1");
    assertThat(attester.classId()).contains("impl:" + Maker.IMPLEMENTATION);
  }

  @Test
  void withoutClassIdVendorAndModelNameTheClass() throws RefusedException {
    String json =
        JSON.replace("\"implementationId\":\"" + Maker.IMPLEMENTATION + "\",", "")
            .replaceAll("\"signerId\":\"[0-9a-f]+\",", "");
    assertThat(read(json).set().classes()).containsOnlyKeys("model:Norvik/NP-200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"np-200\"|\"id\":\"\"",
        "\"id\":\"np-200\"|\"id\":7",
        "\"version\":3|\"version\":0",
        "\"version\":3|\"version\":-1",
        "\"version\":3|\"version\":1.5",
        "\"version\":3|\"version\":\"3\"",
        "\"version\":3|\"version\":99999999999999999999",
        "\"version\":3|\"version\":3,\"version\":4",
        "\"version\":3|\"versoin\":3",
        "\"vendor\":\"Norvik\"|\"vendor\":null",
        "\"vendor\":\"Norvik\",|",
        "\"model\":\"NP-200\",|",
        "\"vendor\":\"Norvik\"|\"vendor\":\"Norvik\",\"classId\":\"oid:1.2\"",
        "\"implementationId\":\"1c|\"implementationId\":\"",
        "\"implementationId\"|\"classId\"",
        "\"implementationId\":\"1c|\"classId\":\"oid:1.2\",\"x\":\"",
        "\"ueid\":\"01|\"ueid\":\"01zz",
        "\"ueid\":\"01|\"ueid\":\"01010101",
        "\"serial\":\"SN-1\"|\"device\":\"pump-3\"",
        "\"serial\":\"SN-1\"|\"serial\":\" \"",
        "BEGIN PUBLIC KEY|BEGIN PRIVATE KEY",
        "MFkwEwYHKo|MFkwEwYHKx",
        "\"values\":[|\"values\":[\"00\",",
        "\"values\":[|\"values\":[7,",
        "\"svn\":2|\"svn\":-2",
        "\"required\":false|\"required\":\"no\"",
        "\"isolation\":true|\"isolation\":1",
        "\"isolation\":true|\"secure-boot\":true",
        "\"controls\":|\"notAfter\":\"tomorrow\",\"controls\":",
        "\"components\":[|\"components\":[7,",
        "\"components\":[|\"components\":{},\"x\":[",
        "\"attesters\":[|\"attesters\":[{}, ",
        "{\"id\"|[{\"id\"",
      })
  void aWrongEntryIsRefusedByName(String from, String to) {
    String wrong = JSON.replace(from, to == null ? "" : to);
    assertThat(wrong).isNotEqualTo(JSON);
    assertThatThrownBy(() -> JsonFormReader.read(Maker.utf8(wrong)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-REF-0014");
  }

  @Test
  void theSameInstanceTwiceIsRefused() {
    int start = JSON.indexOf("[{\"ueid\"") + 1;
    String device = JSON.substring(start, JSON.indexOf("}]", start) + 1);
    assertThatThrownBy(() -> read(JSON.replace(device, device + "," + device)))
        .hasMessageContaining("twice");
  }

  @Test
  void aDepthOfAThousandIsRefused() {
    assertThatThrownBy(() -> read("{\"id\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
        .hasMessageContaining("WG-REF-0014");
  }

  @Test
  void aKeyThatIsNoPkcs8IsRefused() {
    for (String pem :
        new String[] {
          "",
          "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----",
          "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
          "-----BEGIN PRIVATE KEY-----\n???\n-----END PRIVATE KEY-----"
        }) {
      assertThatThrownBy(() -> SigningKey.ofPem(Maker.utf8(pem)))
          .hasMessageContaining("WG-REF-0017");
    }
  }

  @Property(tries = 2_000)
  void spoiltJsonIsRefusedOrReads(@ForAll long seed) {
    Bytes spoilt = Mutations.mutate(Maker.utf8(JSON), seed);
    try {
      assertThat(ReferenceFile.read(spoilt).set().valuesCount()).isLessThan(16);
    } catch (RefusedException e) {
      assertThat(e.problem().code()).startsWith("WG-REF-");
    }
  }
}
