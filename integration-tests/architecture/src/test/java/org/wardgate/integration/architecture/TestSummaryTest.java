package org.wardgate.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./wardgate test} says at the end, by the reports the tests leave. */
class TestSummaryTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("wardgate.root", "../..")).resolve("wardgate").toAbsolutePath();
  private static final String GOOD = "<testcase name=\"good\" classname=\"org.x.GoodTest\"/>";

  @TempDir private Path directory = Path.of("");

  private void report(String module, String kind, String suite, String... cases)
      throws IOException {
    Path folder = Files.createDirectories(directory.resolve(module + "/target/" + kind));
    Files.writeString(
        folder.resolve("TEST-" + suite + ".xml"),
        "<testsuite version=\"3.0.2\" name=\""
            + suite
            + "\" tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\">\n"
            + String.join("\n", cases)
            + "\n</testsuite>\n");
  }

  private static String failed(String name, String element, String attributes) {
    return """
        <testcase name="%s" classname="org.x.BadTest">
          <%s %s><![CDATA[java.lang.AssertionError
          at org.x.BadTest]]></%s>
        </testcase>"""
        .formatted(name, element, attributes, element);
  }

  private List<String> summary() throws Exception {
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(
                "bash",
                "-euo",
                "pipefail",
                "-c",
                "say() { echo \"$@\"; }; eval \"$(sed -n '/^summary() {/,/^}/p' \"$1\")\"; summary",
                "bash",
                SCRIPT.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int status = process.waitFor();
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);
    assertThat(status).as(lines.toString()).isZero();
    return lines;
  }

  @Test
  void withoutReportsNothingIsCounted() throws Exception {
    assertThat(summary()).containsExactly("0 passed, 0 failed, 0 skipped");
  }

  @Test
  void whatPassesIsOnlyCounted() throws Exception {
    report("a", "surefire-reports", "org.x.GoodTest", GOOD, GOOD);
    report(
        "b/c",
        "failsafe-reports",
        "org.x.GoodIT",
        GOOD,
        "<testcase name=\"s\" classname=\"org.x.GoodIT\"><skipped/></testcase>");
    assertThat(summary()).containsExactly("3 passed, 0 failed, 1 skipped");
  }

  @Test
  void failedOnesComeBeforeUnsteadyOnes() throws Exception {
    report(
        "a",
        "surefire-reports",
        "org.x.BadTest",
        failed("sometimes", "flakyFailure", "message=\"&#10;expected: 2&#10; but was: 1\""),
        failed("always", "failure", "message=\"a &lt;b&gt; &amp; &quot;c&quot;\" type=\"t\""),
        failed("silent", "error", "type=\"java.lang.IllegalStateException\""),
        GOOD);
    assertThat(summary())
        .containsExactly(
            "UNSTEADY: 1 test runs failed and passed when repeated",
            "2 passed, 2 failed, 0 skipped",
            "FAILED org.x.BadTest#always: a <b> & \"c\"",
            "FAILED org.x.BadTest#silent: java.lang.IllegalStateException",
            "UNSTEADY org.x.BadTest#sometimes: expected: 2 but was: 1");
  }

  @Test
  void aPropertyIsNamedWithItsSeed() throws Exception {
    report(
        "a",
        "surefire-reports",
        "org.x.SomeProperties",
        """
        <testcase name="holds" classname="SomeProperties">
          <failure message="falsified"><![CDATA[x]]></failure>
          <system-out><![CDATA[tries = 3    | # of calls
        seed = -42   | random seed
        ]]></system-out>
        </testcase>""");
    assertThat(summary())
        .containsExactly(
            "0 passed, 1 failed, 0 skipped",
            "FAILED org.x.SomeProperties#holds: falsified (seed = -42)");
  }

  @Test
  void whatATestPrintsIsNoReport() throws Exception {
    report(
        "a",
        "surefire-reports",
        "org.x.GoodTest",
        """
        <testcase name="good" classname="org.x.GoodTest">
          <system-out><![CDATA[<testcase name="no" classname="no">
        <failure message="no"> and <error message="no">
        <skipped>]]></system-out>
        </testcase>""");
    assertThat(summary()).containsExactly("1 passed, 0 failed, 0 skipped");
  }

  @Test
  void linesAreFewAndShort() throws Exception {
    for (int i = 0; i < 30; i++) {
      String text = "message=\"" + "ä€x".repeat(300) + "\"";
      report("m" + i, "surefire-reports", "org.x.BadTest", failed("t" + i, "failure", text));
    }
    List<String> lines = summary();
    assertThat(lines).hasSize(21).last().isEqualTo("and 11 more");
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(200));
    assertThat(lines.get(1)).startsWith("FAILED org.x.BadTest#t0: ä€xä€x").doesNotContain("\ufffd");
  }
}
