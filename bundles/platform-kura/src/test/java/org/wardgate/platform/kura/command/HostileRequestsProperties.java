package org.wardgate.platform.kura.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.publisher.CloudNotificationPublisher;
import org.eclipse.kura.cloudconnection.request.RequestHandlerContext;
import org.eclipse.kura.message.KuraPayload;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.platform.kura.fake.Stubs;

class HostileRequestsProperties {
  private static final RequestHandlerContext CONTEXT =
      new RequestHandlerContext(
          Stubs.of(CloudNotificationPublisher.class, (method, arguments) -> null), Map.of());

  private final Handlers handlers = new Handlers();
  private final Requests requests =
      new Requests(
          handlers, () -> new CommandsSettings(CommandsSettings.NOBODY, "commands", true, 1));

  HostileRequestsProperties() {
    handlers.appeared(
        message -> CompletableFuture.completedFuture(message),
        Map.of(CloudMessageHandler.TOPIC, "commands"));
  }

  @Property
  void everyRequestGetsAStatus(@ForAll List<String> arguments, @ForAll byte[] body) {
    KuraPayload payload = new KuraPayload();
    payload.setBody(body);
    KuraMessage answer =
        requests.doExec(CONTEXT, new KuraMessage(payload, Map.of("args", arguments)));
    assertThat(answer.getPayload().getMetric("response.code")).isIn(200, 400, 404);
  }
}
