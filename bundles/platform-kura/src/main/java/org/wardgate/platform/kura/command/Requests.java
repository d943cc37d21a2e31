package org.wardgate.platform.kura.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.request.RequestHandler;
import org.eclipse.kura.cloudconnection.request.RequestHandlerContext;
import org.eclipse.kura.cloudconnection.request.RequestHandlerMessageConstants;
import org.eclipse.kura.message.KuraPayload;
import org.eclipse.kura.message.KuraResponsePayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;

/**
 * Requests of the cloud: {@code EXEC} or {@code POST} with one argument, the topic, and the message
 * as body. The answer's body is the handler's. Thread-safe; waits for the answer as long as the
 * settings allow.
 */
final class Requests implements RequestHandler {
  /** What the application is called in requests. */
  static final String APPLICATION = "WARDGATE-V1";

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final Handlers handlers;
  private final Supplier<CommandsSettings> settings;

  Requests(Handlers handlers, Supplier<CommandsSettings> settings) {
    this.handlers = handlers;
    this.settings = settings;
  }

  @Override
  public KuraMessage doExec(RequestHandlerContext context, KuraMessage request) {
    return answer(request);
  }

  @Override
  public KuraMessage doPost(RequestHandlerContext context, KuraMessage request) {
    return answer(request);
  }

  private KuraMessage answer(KuraMessage request) {
    Optional<String> topic = topic(request);
    Optional<byte[]> body = body(request);
    if (topic.isEmpty() || body.isEmpty()) {
      return status(KuraResponsePayload.RESPONSE_CODE_BAD_REQUEST);
    }
    if (!handlers.knows(topic.get())) {
      return status(KuraResponsePayload.RESPONSE_CODE_NOTFOUND);
    }
    try {
      Bytes answer =
          handlers
              .deliver(topic.get(), body.get())
              .toCompletableFuture()
              .get(settings.get().answerSeconds(), TimeUnit.SECONDS);
      KuraResponsePayload good = new KuraResponsePayload(KuraResponsePayload.RESPONSE_CODE_OK);
      good.setBody(answer.toArray());
      return new KuraMessage(good);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("a request to {} was not answered", topic.get(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return status(KuraResponsePayload.RESPONSE_CODE_ERROR);
  }

  private static Optional<String> topic(KuraMessage request) {
    return request.getProperties().get(RequestHandlerMessageConstants.ARGS_KEY.value())
                instanceof List<?> arguments
            && arguments.size() == 1
            && arguments.get(0) instanceof String topic
            && CommandsSettings.TOPIC_FORM.matcher(topic).matches()
        ? Optional.of(topic)
        : Optional.empty();
  }

  private static Optional<byte[]> body(KuraMessage request) {
    return Optional.ofNullable(request.getPayload())
        .flatMap(payload -> Optional.ofNullable(payload.getBody()))
        .filter(
            body -> body.length <= org.wardgate.api.platform.CloudMessageHandler.MESSAGE_MAX_BYTES);
  }

  private static KuraMessage status(int code) {
    KuraPayload payload = new KuraResponsePayload(code);
    return new KuraMessage(payload);
  }
}
