package org.wardgate.settings.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;

class MetatypeReaderTest {
  static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
        <OCD id="test.pid" name="Test &lt;script&gt;" description="For tests">
          <AD id="port" type="Integer" name="Port" description="UDP" min="1" max="65535" default="53"/>
          <AD id="mode" type="String" name="Mode" default="keep">
            <Option label="Keep" value="keep"/><Option label="Close" value="close"/>
          </AD>
          <AD id="names" type="String" cardinality="4" required="false" default="a\\,b, c"/>
          <AD id="none" type="String" cardinality="2147483647" required="false" default=""/>
          <AD id="minus" type="Long" cardinality="-3" required="false"/>
          <AD id="secret" type="Password" required="false" default=""/>
          <AD id="odd" type="BigInteger" default="1"/>
          <Icon resource="OSGI-INF/icon.png" size="32"/>
        </OCD>
        <OCD id="test.factory" name="Several"><AD id="x" type="Boolean" default="true"/></OCD>
        <Designate pid="test.pid"><Object ocdref="test.pid"/></Designate>
        <Designate factoryPid="test.factory"><Object ocdref="test.factory"/></Designate>
        <Designate pid="test.none"><Object ocdref="absent"/></Designate>
      </metatype:MetaData>
      """;

  static List<Shape> read(String document) {
    return MetatypeReader.read(Bytes.of(document.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aDocumentBecomesShapesWithLimitsOptionsAndDefaults() {
    List<Shape> shapes = read(DOCUMENT);
    assertThat(shapes).extracting(Shape::pid).containsExactly("test.pid", "test.factory");
    Shape shape = shapes.get(0);
    assertThat(shape.name()).isEqualTo("Test <script>");
    assertThat(shape.factory()).isFalse();
    assertThat(shape.attributes())
        .extracting(Attribute::id)
        .containsExactly("port", "mode", "names", "none", "minus", "secret");
    Attribute port = shape.attributes().get(0);
    assertThat(port.min()).isEqualTo("1");
    assertThat(port.max()).isEqualTo("65535");
    assertThat(port.defaults()).containsExactly("53");
    assertThat(port.required()).isTrue();
    assertThat(shape.attributes().get(1).options()).hasSize(2);
    assertThat(shape.attributes().get(2).defaults()).containsExactly("a,b", "c");
    assertThat(shape.attributes().get(3).defaults()).isEmpty();
    assertThat(shape.attributes().get(4).cardinality()).isEqualTo(3);
    assertThat(shapes.get(1).factory()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not XML",
        "<a",
        "<OCD id='x'><AD id='y' type='String'>",
        "<OCD id='x'><AD id='y' type='String' cardinality='many'/></OCD>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><OCD id='x' name='&x;'></OCD>",
        "<!DOCTYPE a [<!ENTITY x 'aaaa'><!ENTITY y '&x;&x;'>]><OCD id='x' name='&y;'></OCD>",
        "<a></a><b></b>",
      })
  void whatIsNoDocumentIsRefused(String document) {
    assertThatThrownBy(() -> read(document)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreThanTheLimitsAreRefused() {
    String attribute = "<AD id='x' type='String'/>";
    assertThatThrownBy(() -> read("<OCD id='x'>" + attribute.repeat(257) + "</OCD>"))
        .isInstanceOf(IllegalArgumentException.class);
    String option = "<Option value='x'/>";
    assertThatThrownBy(
            () ->
                read("<OCD id='x'><AD id='y' type='String'>" + option.repeat(257) + "</AD></OCD>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read("<a>" + " ".repeat(262_144) + "</a>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherDocumentGivesNothing() {
    assertThat(read("<a><b/></a>")).isEmpty();
  }

  @Property(tries = 300)
  void changedDocumentsAreReadOrRefused(
      @ForAll int position, @ForAll char character, @ForAll boolean cut) {
    int at = Math.floorMod(position, DOCUMENT.length());
    String changed =
        DOCUMENT.substring(0, at) + character + (cut ? "" : DOCUMENT.substring(at + 1));
    try {
      assertThat(read(changed)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
