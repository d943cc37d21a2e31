package org.wardgate.platform.kura.command;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.request.RequestHandler;
import org.eclipse.kura.cloudconnection.request.RequestHandlerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.platform.PlatformErrors;

/** The cloud connections at which the gateway answers requests. Thread-safe. */
final class Registries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

  private final RequestHandler handler;
  private final Set<RequestHandlerRegistry> known = new HashSet<>();
  private boolean wanted;

  Registries(RequestHandler handler) {
    this.handler = handler;
  }

  synchronized void appeared(RequestHandlerRegistry registry) {
    if (known.add(registry) && wanted) {
      register(registry);
    }
  }

  synchronized void vanished(RequestHandlerRegistry registry) {
    if (known.remove(registry) && wanted) {
      unregister(registry);
    }
  }

  /** Answers from now on, or no more. Idempotent. */
  synchronized void want(boolean now) {
    if (now == wanted) {
      return;
    }
    wanted = now;
    for (RequestHandlerRegistry registry : known) {
      if (wanted) {
        register(registry);
      } else {
        unregister(registry);
      }
    }
  }

  @Override
  public void close() {
    want(false);
  }

  private void register(RequestHandlerRegistry registry) {
    try {
      registry.registerRequestHandler(Requests.APPLICATION, handler);
    } catch (KuraException e) {
      failed(e);
    } catch (RuntimeException e) {
      // one that is going away
      failed(e);
    }
  }

  private void unregister(RequestHandlerRegistry registry) {
    try {
      registry.unregister(Requests.APPLICATION);
    } catch (KuraException e) {
      failed(e);
    } catch (RuntimeException e) {
      // one that is gone
      failed(e);
    }
  }

  private static void failed(Exception e) {
    String detail = Requests.APPLICATION + ": " + e.getMessage();
    LOG.warn("{}", Problem.of(PlatformErrors.SERVICE_FAILED, detail).line(), e);
  }
}
