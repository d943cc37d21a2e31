package org.wardgate.packager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.Manifest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

class ManifestTextProperties {
  @Property
  void thePlatformReadsWhatIsWritten(
      @ForAll @NotBlank @StringLength(max = 400) @CharRange(from = '!', to = '~') String value,
      @ForAll @NotBlank @StringLength(max = 200) @CharRange(from = 'a', to = 'z') String name)
      throws Exception {
    byte[] bytes =
        new ManifestText().header("X-Main", value).section(name).header("X-Of", value).bytes();
    Manifest read = new Manifest(new ByteArrayInputStream(bytes));
    assertThat(read.getMainAttributes().getValue("X-Main")).isEqualTo(value);
    assertThat(read.getAttributes(name).getValue("X-Of")).isEqualTo(value);
    assertThat(new String(bytes, StandardCharsets.US_ASCII).split("\r\n"))
        .allMatch(line -> line.length() <= 72);
  }

  @Property(tries = 50)
  void noHeaderSmugglesInAnother(@ForAll @CharRange(from = 0, to = 31) char control) {
    assertThatThrownBy(() -> new ManifestText().header("X-Main", "a" + control + "b"))
        .isInstanceOf(PackagingException.class)
        .hasMessageContaining("X-Main");
    assertThatThrownBy(() -> new ManifestText().section("a" + control))
        .isInstanceOf(PackagingException.class);
  }

  @Property(tries = 50)
  void nothingBeyondAscii(@ForAll @CharRange(from = 0x80, to = 0xd7ff) char wide) {
    assertThatThrownBy(() -> new ManifestText().header("X-Main", "a" + wide))
        .isInstanceOf(PackagingException.class);
  }
}
