package org.wardgate.command.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

  private static final Syntax SYNTAX =
      new Syntax("x FILE", Set.of("--at", "--key"), Set.of("--force"), 1, 2);

  private static Arguments parse(String... words) throws UsageException {
    return Arguments.parse(List.of(words), SYNTAX);
  }

  @Test
  void sortsWhatFits() throws Exception {
    Arguments arguments = parse("--at", "now", "a", "--key=k=1", "--force", "--json", "--", "--b");
    assertThat(arguments.operands()).containsExactly("a", "--b");
    assertThat(arguments.option("--at")).contains("now");
    assertThat(arguments.required("--key")).isEqualTo("k=1");
    assertThat(arguments.has("--force")).isTrue();
    assertThat(arguments.json()).isTrue();
    assertThat(parse("-").operands()).containsExactly("-");
  }

  @Test
  void refusesWhatDoesNot() {
    for (List<String> words :
        List.of(
            List.<String>of(),
            List.of("a", "b", "c"),
            List.of("a", "--unknown"),
            List.of("a", "--at"),
            List.of("a", "--at=1", "--at=2"),
            List.of("a", "--at=1", "--at", "2"))) {
      assertThatThrownBy(() -> Arguments.parse(words, SYNTAX)).isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> parse("a").required("--key"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--key is missing");
  }

  @Property(tries = 500)
  void anyLineIsSortedOrRefused(@ForAll @Size(max = 6) List<String> words) {
    try {
      assertThat(Arguments.parse(words, SYNTAX).operands()).hasSizeBetween(1, 2);
    } catch (UsageException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
