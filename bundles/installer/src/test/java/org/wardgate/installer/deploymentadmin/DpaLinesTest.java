package org.wardgate.installer.deploymentadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DpaLinesTest {

  @Test
  void onlyTheEntryGoes() {
    String others =
        """
        # org.x=file:/a/comment
        heater=file\\:/opt/heater.dp
        org.x.more=file:/more.dp
          long = file:/opt/a\\
          org.x=part.dp
        """;
    assertThat(DpaLines.without("org.x=file:/old\\\n  and more\n" + others, "org.x"))
        .isEqualTo(others);
    assertThat(DpaLines.without(others + "  org.x : file:/old.dp", "org.x")).isEqualTo(others);
  }

  @Test
  void whatIsNotThereIsNotMissed() {
    assertThat(DpaLines.without("", "x")).isEmpty();
    assertThat(DpaLines.without("a=1", "x")).isEqualTo("a=1\n");
    assertThat(DpaLines.without("a=1\\", "x")).isEqualTo("a=1\\\n\n");
  }

  @Property
  void othersEntriesStayWhateverTheyAre(@ForAll("lists") String text) throws IOException {
    Properties before = read(text);
    before.remove("x");
    // a package without a name, as a lone backslash is read
    before.remove("");
    Properties after = read(DpaLines.without(text, "x") + "x=new");
    assertThat(after.remove("x")).isEqualTo("new");
    after.remove("");
    assertThat(Map.copyOf(after)).isEqualTo(Map.copyOf(before));
  }

  @Provide
  Arbitrary<String> lists() {
    return Arbitraries.strings().withChars("xxy=: \\\n\r#!\t").ofMaxLength(30);
  }

  private static Properties read(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    return properties;
  }
}
