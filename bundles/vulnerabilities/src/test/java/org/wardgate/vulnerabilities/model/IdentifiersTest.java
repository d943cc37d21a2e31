package org.wardgate.vulnerabilities.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.vulnerabilities.model.VersionRule.Answer;

class IdentifiersTest {
  private static Purl purl(String text) {
    return Purl.parse(text).orElseThrow();
  }

  private static Cpe cpe(String text) {
    return Cpe.parse(text).orElseThrow();
  }

  @Test
  void aPackageUrlHasItsParts() {
    Purl purl = purl("PKG:deb/debian/lib%2Bx@1%3a2.3-4+b1?arch=arm64&distro=sid#sub/path");
    assertThat(purl.type()).isEqualTo("deb");
    assertThat(purl.namespace()).isEqualTo("debian");
    assertThat(purl.name()).isEqualTo("lib+x");
    assertThat(purl.version()).isEqualTo("1:2.3-4+b1");
    assertThat(purl.qualifiers()).containsEntry("arch", "arm64").hasSize(2);
    assertThat(purl("pkg:npm/%40scope/name").version()).isEmpty();
    assertThat(purl("pkg:npm/@scope/name@1").namespace()).isEqualTo("@scope");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pkg:", "pkg:generic", "pkg:generic/", "http://a", "pkg:a/b%zz"})
  void whatIsNoPackageUrlIsNone(String text) {
    assertThat(Purl.parse(text)).isEmpty();
  }

  @Test
  void aStatementWithoutQualifiersIsAboutEveryBuild() {
    Purl component = purl("pkg:deb/debian/ssl@1?arch=arm64");
    assertThat(purl("pkg:deb/debian/ssl").namesPackageOf(component)).isTrue();
    assertThat(purl("pkg:deb/debian/ssl?arch=arm64").namesPackageOf(component)).isTrue();
    assertThat(purl("pkg:deb/debian/ssl?arch=amd64").namesPackageOf(component)).isFalse();
    assertThat(purl("pkg:deb/ubuntu/ssl").namesPackageOf(component)).isFalse();
  }

  @Test
  void bothFormsOfCpeNameTheSame() {
    Cpe formatted = cpe("cpe:2.3:a:Open\\:SSL:openssl:1.1.1k:*:*:*:*:*:*:*");
    Cpe uri = cpe("cpe:/a:open%3assl:openssl:1.1.1k");
    assertThat(uri.namesProductOf(formatted)).isTrue();
    assertThat(uri.key()).isEqualTo(formatted.key());
    assertThat(uri.version()).isEqualTo("1.1.1k");
    assertThat(cpe("cpe:/o:open%3assl:openssl").namesProductOf(formatted)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cpe:2.3:a:b:c",
        "cpe:2.3:a:*:c:*:*:*:*:*:*:*:*",
        "cpe:2.3:a:b:*:*:*:*:*:*:*:*:*",
        "cpe:/a",
        "cpe:/a:b",
        "cpe:/a:b%zz:c",
        "cpe:/a:b:c:d:e:f:g:h",
        "cpe:2.3:a:b:c::*:*:*:*:*:*:*"
      })
  void whatIsNoOrTooVagueACpeIsNone(String text) {
    assertThat(Cpe.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.1",
    "1.9, 1.10",
    "1.0-rc1, 1.0",
    "1.0.0-alpha, 1.0.0-beta",
    "1.1.1, 1.1.1k",
    "1.1.1k, 1.1.1l",
    "2.0, 10.0",
    "1.0a, 1.0.1",
    "'', 0"
  })
  void versionsHaveAnOrder(String less, String more) {
    assertThat(VersionOrder.NATURAL.compare(less, more)).isNegative();
    assertThat(VersionOrder.NATURAL.compare(more, less)).isPositive();
  }

  @Property(tries = 1_000)
  void theOrderIsOne(@ForAll String a, @ForAll String b, @ForAll String c) {
    VersionOrder order = VersionOrder.NATURAL;
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
      assertThat(order.compare(a, c)).isNotPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "vers:all/*; 1.0; YES",
        "vers:generic/<2.0; 1.9; YES",
        "vers:generic/<2.0; 2.0; NO",
        "vers:generic/>=1.0|<2.0; 1.5; YES",
        "vers:generic/>=1.0|<2.0; 0.9; NO",
        "vers:generic/<1.0|>=2.0|<2.5; 2.2; YES",
        "vers:generic/<1.0|>=2.0|<2.5; 1.5; NO",
        "vers:generic/>=1.0|!=1.5|<2.0; 1.5; NO",
        "vers:generic/1.2|1.3; 1.3; YES",
        "vers:generic/1.2|1.3; 1.4; NO",
        "<4.2; 4.1; YES",
        "<= 4.2; 4.2; YES",
        ">=1.0 <2.0; 1.1; YES",
        "before 4.2; 4.1; UNCLEAR",
        "older than <; 1; UNCLEAR",
        "vers:generic/; 1; UNCLEAR",
        "<2.0; ''; UNCLEAR"
      })
  void rangesAreRead(String range, String version, Answer answer) {
    assertThat(new VersionRule(range, true).includes(version)).isEqualTo(answer);
  }

  @Property(tries = 1_000)
  void anyTextIsARangeOrUnclear(@ForAll String text, @ForAll String version) {
    assertThat(new VersionRule(text, true).includes(version)).isNotNull();
    assertThat(Purl.parse("pkg:" + text)).isNotNull();
    assertThat(Cpe.parse("cpe:/" + text)).isNotNull();
    assertThat(Cpe.parse("cpe:2.3:" + text)).isNotNull();
  }
}
