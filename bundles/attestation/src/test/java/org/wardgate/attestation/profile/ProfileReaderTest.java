package org.wardgate.attestation.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;

class ProfileReaderTest {
  private static final String RULE =
      "{\"id\":\"a\",\"when\":%s,\"set\":{\"hardware\":2},\"because\":\"b\"}";

  private static String file(String members) {
    return "{\"id\":\"p\",\"version\":1," + members + "}";
  }

  private static String when(String condition) {
    return file("\"rules\":[" + RULE.formatted(condition) + "]");
  }

  private static String rule(String rule) {
    return file("\"rules\":[" + rule + "]");
  }

  private static RefusedException refused(Bytes content) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> ProfileReader.read(content));
    assertThat(refused).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-PRF-0001");
    return refused;
  }

  static Stream<Arguments> bad() {
    String good = RULE.formatted("{\"fact\":\"a\",\"present\":true}");
    return Stream.of(
        Arguments.of("", "$"),
        Arguments.of("null", "$"),
        Arguments.of("[]", "$"),
        Arguments.of("{}", "$.id"),
        Arguments.of("{} {}", "$"),
        Arguments.of("{\"id\":\"p\",\"id\":\"p\"}", "$"),
        Arguments.of(file("\"rules\":[" + good + "],\"extra\":1"), "$: unknown member"),
        Arguments.of(file("\"title\":\"x\""), "$.rules"),
        Arguments.of(file("\"rules\":[]"), "$.rules"),
        Arguments.of(file("\"rules\":{}"), "$.rules"),
        Arguments.of(file("\"rules\":[" + good + "," + good + "]"), "$.rules[1].id"),
        Arguments.of(file("\"title\":\"\",\"rules\":[" + good + "]"), "$.title"),
        Arguments.of(file("\"level\":\"none\",\"rules\":[" + good + "]"), "$.level"),
        Arguments.of(file("\"level\":2,\"rules\":[" + good + "]"), "$.level"),
        Arguments.of(file("\"deviceClasses\":\"x\",\"rules\":[" + good + "]"), "$.deviceClasses"),
        Arguments.of(
            file("\"deviceClasses\":[\"x\",\"x\"],\"rules\":[" + good + "]"), "$.deviceClasses[1]"),
        Arguments.of(
            file("\"claimsRequired\":[\"magic\"],\"rules\":[" + good + "]"), "$.claimsRequired[0]"),
        Arguments.of(
            file("\"claimsRequired\":[\"hardware\",\"hardware\"],\"rules\":[" + good + "]"),
            "$.claimsRequired[1]"),
        Arguments.of(
            file("\"runtime\":[{\"fact\":\"x\"}],\"rules\":[" + good + "]"),
            "$.runtime[0].maxAgeSeconds"),
        Arguments.of(
            file("\"runtime\":[{\"fact\":\"x\",\"maxAgeSeconds\":0}],\"rules\":[" + good + "]"),
            "$.runtime[0].maxAgeSeconds"),
        Arguments.of(
            file("\"submodules\":[{\"name\":\"x\"}],\"rules\":[" + good + "]"),
            "$.submodules[0].missing"),
        Arguments.of(
            file("\"submodules\":[{\"name\":\"x\",\"missing\":\"ok\"}],\"rules\":[" + good + "]"),
            "$.submodules[0].missing"),
        Arguments.of(when("{\"all\":[]}"), "$.rules[0].when.all"),
        Arguments.of(when("{\"any\":[]}"), "$.rules[0].when.any"),
        Arguments.of(when("{\"not\":{\"all\":[]}}"), "$.rules[0].when.not.all"),
        Arguments.of(rule("{}"), "$.rules[0].id"),
        Arguments.of(rule("{\"id\":\"A B\"}"), "$.rules[0].id"),
        Arguments.of(rule("{\"id\":\"a\"}"), "$.rules[0].when"),
        Arguments.of(
            rule("{\"id\":\"a\",\"when\":{\"fact\":\"a\",\"present\":true}}"), "$.rules[0].set"),
        Arguments.of(
            rule("{\"id\":\"a\",\"when\":{\"fact\":\"a\",\"present\":true},\"set\":{}}"),
            "$.rules[0].set"),
        Arguments.of(
            rule("{\"id\":\"a\",\"when\":{\"fact\":\"a\",\"present\":true},\"set\":{\"x\":1}}"),
            "$.rules[0].set"),
        Arguments.of(
            rule(
                "{\"id\":\"a\",\"when\":{\"fact\":\"a\",\"present\":true},\"set\":{\"hardware\":128}}"),
            "$.rules[0].set.hardware"),
        Arguments.of(
            rule(
                "{\"id\":\"a\",\"when\":{\"fact\":\"a\",\"present\":true},\"set\":{\"hardware\":2.0}}"),
            "$.rules[0].set.hardware"),
        Arguments.of(
            rule(
                "{\"id\":\"a\",\"when\":{\"fact\":\"a\",\"present\":true},\"set\":{\"hardware\":2}}"),
            "$.rules[0].because"),
        Arguments.of(when("true"), "$.rules[0].when"),
        Arguments.of(when("{}"), "$.rules[0].when"),
        Arguments.of(when("{\"all\":[],\"any\":[]}"), "$.rules[0].when"),
        Arguments.of(when("{\"all\":[],\"equals\":1}"), "$.rules[0].when"),
        Arguments.of(when("{\"all\":{}}"), "$.rules[0].when.all"),
        Arguments.of(when("{\"not\":[]}"), "$.rules[0].when.not"),
        Arguments.of(when("{\"any\":[{\"fact\":\"x\"}]}"), "$.rules[0].when.any[0]"),
        Arguments.of(when("{\"equals\":1}"), "$.rules[0].when"),
        Arguments.of(when("{\"fact\":\"x\",\"equals\":null}"), "$.rules[0].when.equals"),
        Arguments.of(when("{\"fact\":\"x\",\"equals\":1.5}"), "$.rules[0].when.equals"),
        Arguments.of(when("{\"fact\":\"x\",\"equals\":\"hex:0\"}"), "$.rules[0].when.equals"),
        Arguments.of(when("{\"fact\":\"X Y\",\"equals\":1}"), "$.rules[0].when.fact"),
        Arguments.of(when("{\"fact\":\"x\",\"in\":[]}"), "$.rules[0].when.in"),
        Arguments.of(when("{\"fact\":\"x\",\"in\":[1,1]}"), "$.rules[0].when.in[1]"),
        Arguments.of(when("{\"fact\":\"x\",\"atLeast\":\"1\"}"), "$.rules[0].when.atLeast"),
        Arguments.of(when("{\"fact\":\"x\",\"atLeast\":2,\"atMost\":1}"), "$.rules[0].when"),
        Arguments.of(
            when("{\"fact\":\"x\",\"atLeast\":2,\"atMost\":3,\"equals\":2}"), "$.rules[0].when"),
        Arguments.of(when("{\"fact\":\"x\",\"equals\":1,\"in\":[1]}"), "$.rules[0].when"),
        Arguments.of(when("{\"fact\":\"x\",\"present\":1}"), "$.rules[0].when.present"),
        Arguments.of("{\"id\":\"P\",\"version\":1}", "$.id"),
        Arguments.of("{\"id\":\"p\",\"version\":0}", "$.version"),
        Arguments.of("{\"id\":\"p\",\"version\":\"1\"}", "$.version"),
        Arguments.of("{\"id\":\"p\",\"version\":1e3}", "$.version"),
        Arguments.of("{\"id\":\"p\",\"version\":99999999999999999999999}", "$"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadProfileIsRefusedWithThePathOfTheNode(String json, String path) {
    assertThat(refused(Sample.bytes(json)).detail()).startsWith(path);
  }

  @Test
  void limitsHold() {
    String deep = "{\"not\":".repeat(8) + "{\"fact\":\"x\",\"equals\":1}" + "}".repeat(8);
    assertThat(refused(Sample.bytes(when(deep))).detail()).contains("deeper than 8");
    String wide =
        "{\"any\":["
            + "{\"fact\":\"x\",\"equals\":1},".repeat(64)
            + "{\"fact\":\"x\",\"equals\":1}]}";
    refused(Sample.bytes(when(wide)));
    refused(Sample.bytes(when("{\"all\":[".repeat(1_000) + "]}".repeat(1_000))));
    refused(Sample.bytes("[".repeat(100_000)));
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 256; i++) {
      many.append(i == 0 ? "" : ",")
          .append(
              RULE.formatted("{\"fact\":\"a\",\"present\":true}")
                  .replace("\"a\"", "\"a" + i + "\""));
    }
    assertThat(refused(Sample.bytes(rule(many.toString()))).detail()).contains("256");
    refused(Bytes.of(new byte[ProfileReader.FILE_MAX_BYTES + 1]));
    refused(Bytes.of(new byte[10_000_000]));
  }

  @Test
  void everythingThatIsDescribedIsRead() throws RefusedException {
    ProtectionProfile profile =
        ProfileReader.read(
            Sample.bytes(
                """
                {"id":"pump","version":9,"title":"Pumps","deviceClasses":["infusion-pump"],
                 "level":"warning","claimsRequired":["runtime-opaque"],
                 "runtime":[{"fact":"control-flow","maxAgeSeconds":60}],
                 "submodules":[{"name":"radio","missing":"contraindicated",
                   "claimsRequired":["executables"],
                   "rules":[{"id":"r","when":{"fact":"evidence.authentic","equals":true},"set":{"executables":2},"because":"x"}]}],
                 "rules":[{"id":"r1","when":{"any":[{"fact":"a","in":[1,"x",true,"hex:00ff"]},
                    {"not":{"fact":"b","atLeast":1,"atMost":5}},{"fact":"c","present":false}]},
                    "set":{"hardware":-128,"executables":127},"because":"y"}]}
                """));
    assertThat(profile.label()).isEqualTo("pump v9");
    assertThat(profile.appliesTo("infusion-pump")).isTrue();
    assertThat(profile.appliesTo("ventilator")).isFalse();
    assertThat(profile.level()).isEqualTo(Tier.WARNING);
    assertThat(profile.runtime()).containsExactly(new RuntimeProperty("control-flow", 60));
    assertThat(profile.submodules()).containsOnlyKeys("radio");
    assertThat(profile.rules()).hasSize(1);
    assertThat(BuiltInProfile.get().appliesTo("anything")).isTrue();
  }

  @Test
  void aProfileMayBeAsDeepAsTheLimitSays() throws RefusedException {
    String deep = "{\"not\":".repeat(7) + "{\"fact\":\"x\",\"equals\":1}" + "}".repeat(7);
    assertThat(ProfileReader.read(Sample.bytes(when(deep))).rules()).hasSize(1);
  }
}
