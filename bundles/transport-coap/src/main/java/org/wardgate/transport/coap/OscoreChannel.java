package org.wardgate.transport.coap;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.EndpointContext;
import org.wardgate.api.transport.Peer;

/** Asks a device over its OSCORE session. Thread-safe. */
final class OscoreChannel extends AskingChannel {
  private final OscoreBook.Entry entry;
  private final Consumer<OscoreBook.Entry> close;

  OscoreChannel(OscoreBook.Entry entry, Asking asking, Consumer<OscoreBook.Entry> close) {
    super(entry.who(), asking);
    this.entry = entry;
    this.close = close;
  }

  @Override
  public Peer peer() {
    return entry.peer();
  }

  @Override
  Optional<EndpointContext> destination() {
    return Optional.of(
        new AddressEndpointContext(entry.session().address(), entry.session().principal()));
  }

  @Override
  public boolean close() {
    close.accept(entry);
    return true;
  }
}
