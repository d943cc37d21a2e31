package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MudLinksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "</mud>;rel=mud-url",
        "</mud>;rel=\"mud-url\"",
        "</s>;rt=\"a b\";if=x, </mud> ; ct=0 ; rel = \"describedby mud-url\" ; obs",
        "</a>,</b>;rel=x,</mud>;rel=mud-url,</other>;rel=mud-url"
      })
  void findsTheResource(String text) {
    assertThat(MudLinks.of(text).path()).contains("mud");
    assertThat(MudLinks.of(text).url()).isEmpty();
  }

  @Test
  void aLinkToTheFileIsTheUrl() {
    assertThat(MudLinks.of("<https://acme.example/p.json>;rel=\"mud-file\"").url())
        .contains("https://acme.example/p.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<>;rel=mud-url",
        "</mud>",
        "</mud>;rel=mud-urls",
        "</mud>;title=mud-url",
        "</mud>;rel=x;rel=mud-url",
        "</mud>;rel=\"mud-url",
        "<//evil.example/mud>;rel=mud-url",
        "<coap://other/mud>;rel=mud-url",
        "</mud?x=1>;rel=mud-url",
        "</%2e%2e>;rel=mud-url",
        "<http://acme.example/p.json>;rel=mud-file",
        "</local.json>;rel=mud-file",
        "garbage</mud>;rel=mud-url"
      })
  void findsNothingElse(String text) {
    assertThat(MudLinks.of(text).path()).isEmpty();
    assertThat(MudLinks.of(text).url()).isEmpty();
  }

  /**
   * Nested repetition would try every way to cut the path into pieces: longer than anybody lives.
   */
  @Test
  @Timeout(60)
  void aLongPathThatAlmostFitsCostsNothing() {
    assertThat(MudLinks.of("</" + "a".repeat(200) + "!>;rel=mud-url").path()).isEmpty();
    assertThat(MudLinks.of("<" + "/a".repeat(100) + "!>;rel=mud-url").path()).isEmpty();
  }

  @Test
  void looksAtSoManyLinksAndNoMore() {
    String many = "</a>,".repeat(MudLinks.LINKS_MAX_COUNT);

    assertThat(MudLinks.of(many + "</mud>;rel=mud-url").path()).isEmpty();
    assertThat(MudLinks.of(many.substring(5) + "</mud>;rel=mud-url").path()).contains("mud");
    assertThat(MudLinks.of("</mud>;rel=mud-url" + " ".repeat(MudLinks.TEXT_MAX_CHARS)).path())
        .isEmpty();
  }

  @Property(tries = 1_000)
  void anyTextIsSurvived(
      @ForAll @StringLength(max = 300) @CharRange(from = '"', to = '>') String text) {
    MudLinks links = MudLinks.of("<" + text);

    links.path().ifPresent(path -> assertThat(path).doesNotContain("//", "?", ":"));
    links.url().ifPresent(url -> assertThat(url).startsWith("https://"));
  }
}
