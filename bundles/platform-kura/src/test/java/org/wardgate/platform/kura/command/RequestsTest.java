package org.wardgate.platform.kura.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.publisher.CloudNotificationPublisher;
import org.eclipse.kura.cloudconnection.request.RequestHandler;
import org.eclipse.kura.cloudconnection.request.RequestHandlerContext;
import org.eclipse.kura.cloudconnection.request.RequestHandlerRegistry;
import org.eclipse.kura.message.KuraPayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.platform.kura.fake.FakeReports;
import org.wardgate.platform.kura.fake.Stubs;

class RequestsTest {
  private static final RequestHandlerContext CONTEXT =
      new RequestHandlerContext(
          Stubs.of(CloudNotificationPublisher.class, (method, arguments) -> null), Map.of());

  private final Handlers handlers = new Handlers();
  private final Requests requests =
      new Requests(
          handlers, () -> new CommandsSettings(CommandsSettings.NOBODY, "commands", true, 1));

  private static KuraMessage request(Object arguments, byte[] body) {
    KuraPayload payload = new KuraPayload();
    payload.setBody(body);
    return new KuraMessage(payload, Map.of("args", arguments));
  }

  private void handle(CloudMessageHandler handler) {
    handlers.appeared(handler, Map.of(CloudMessageHandler.TOPIC, "commands"));
  }

  private static int code(KuraMessage answer) {
    return answer.getPayload().getMetric("response.code") instanceof Integer code ? code : 0;
  }

  @Test
  void aRequestIsAnswered() {
    handle(message -> CompletableFuture.completedFuture(message));
    for (KuraMessage answer :
        List.of(
            requests.doExec(CONTEXT, request(List.of("commands"), new byte[] {5})),
            requests.doPost(CONTEXT, request(List.of("commands"), new byte[] {5})))) {
      assertThat(code(answer)).isEqualTo(200);
      assertThat(answer.getPayload().getBody()).isEqualTo(new byte[] {5});
    }
  }

  static List<KuraMessage> wrong() {
    return List.of(
        request(List.of(), new byte[1]),
        request(List.of("a", "b"), new byte[1]),
        request(List.of(7), new byte[1]),
        request(List.of("UP"), new byte[1]),
        request("commands", new byte[1]),
        request(List.of("x".repeat(1_000_000)), new byte[1]),
        request(List.of("commands"), new byte[CloudMessageHandler.MESSAGE_MAX_BYTES + 1]),
        new KuraMessage(new KuraPayload(), Map.of("args", List.of("commands"))),
        new KuraMessage(new KuraPayload()));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void hugeAndHostileRequestsAreRefused(KuraMessage request) {
    handle(message -> CompletableFuture.completedFuture(message));
    assertThat(code(requests.doExec(CONTEXT, request))).isEqualTo(400);
  }

  @Test
  void aTopicThatNobodyTakesIsNotFound() {
    assertThat(code(requests.doExec(CONTEXT, request(List.of("commands"), new byte[1]))))
        .isEqualTo(404);
  }

  @Test
  void failuresAndAnswersThatNeverComeAreErrors() {
    handle(message -> new CompletableFuture<>());
    assertThat(code(requests.doExec(CONTEXT, request(List.of("commands"), new byte[1]))))
        .isEqualTo(500);
  }

  @Test
  void aHandlerThatThrowsIsAnError() {
    handle(
        message -> {
          throw new IllegalStateException("defect");
        });
    KuraMessage answer = requests.doExec(CONTEXT, request(List.of("commands"), new byte[1]));
    assertThat(code(answer)).isEqualTo(500);
    assertThat(answer.getPayload().metrics().toString()).doesNotContain("defect");
  }

  @Test
  void otherVerbsAreNotSupported() {
    KuraMessage request = request(List.of("commands"), new byte[1]);
    assertThatThrownBy(() -> requests.doGet(CONTEXT, request)).isInstanceOf(KuraException.class);
    assertThatThrownBy(() -> requests.doDel(CONTEXT, request)).isInstanceOf(KuraException.class);
    assertThatThrownBy(() -> requests.doPut(CONTEXT, request)).isInstanceOf(KuraException.class);
  }

  private static RequestHandlerRegistry registry(List<String> calls, boolean broken) {
    return Stubs.of(
        RequestHandlerRegistry.class,
        (method, arguments) -> {
          calls.add(method + " " + arguments[0]);
          if (broken) {
            throw KuraException.internalError("already there");
          }
          return null;
        });
  }

  @Test
  void connectionsComeTwiceAndGo() {
    List<String> calls = new ArrayList<>();
    RequestHandler handler = requests;
    Registries registries = new Registries(handler);
    RequestHandlerRegistry first = registry(calls, false);
    registries.appeared(first);
    assertThat(calls).isEmpty();
    registries.want(true);
    registries.want(true);
    registries.appeared(first);
    assertThat(calls).containsExactly("registerRequestHandler WARDGATE-V1");
    registries.vanished(first);
    registries.vanished(first);
    registries.close();
    assertThat(calls).hasSize(2).last().isEqualTo("unregister WARDGATE-V1");
  }

  @Test
  void aConnectionThatRefusesHarmsNoOther() {
    List<String> calls = new ArrayList<>();
    Registries registries = new Registries(requests);
    registries.want(true);
    registries.appeared(registry(calls, true));
    registries.appeared(registry(calls, false));
    registries.close();
    assertThat(calls).hasSize(4);
  }

  @Test
  void theComponentIsIdempotentAndKeepsTheLastGoodConfiguration() {
    FakeReports reports = new FakeReports();
    List<String> calls = new ArrayList<>();
    Map<String, Object> good = Map.of("topic", "orders", "requests", true, "answerSeconds", 5);
    CommandsComponent component = new CommandsComponent(good, reports);
    component.bindRequestHandlerRegistry(registry(calls, false));
    component.updated(good);
    component.updated(Map.of("topic", "<script>", "requests", false, "answerSeconds", 5));
    component.updated(Map.of("topic", "x".repeat(100_000)));
    component.updated(Map.of("answerSeconds", 61));
    component.updated(Map.of("requests", 3));
    assertThat(calls).containsExactly("registerRequestHandler WARDGATE-V1");
    assertThat(reports.properties()).contains("topic", "answerSeconds", "requests");
    component.updated(Map.of("requests", false));
    assertThat(calls).last().isEqualTo("unregister WARDGATE-V1");
    component.deactivate();
    assertThat(calls).hasSize(2);
    assertThat(Bytes.EMPTY.length()).isZero();
  }
}
